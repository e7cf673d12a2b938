"""The pages of the door, one file per noun."""
