"""What the coach says, and when it holds back."""
