"""The moving figure of an exercise: a skeleton, its poses, and the pose at an instant."""
