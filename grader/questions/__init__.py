"""What is asked: the kinds of question, the assignments made of them, and their references."""
