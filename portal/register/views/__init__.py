"""The pages of the register, one file per reader."""
