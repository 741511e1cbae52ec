"""What is heard: these tests sleep for as long as it sounds, for a recording takes real time."""
