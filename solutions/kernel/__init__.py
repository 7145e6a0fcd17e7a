"""What has to be right: normal forms, signs, sums, and the making of theorems."""
