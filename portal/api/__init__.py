"""What programs call: OAuth, the link status, and the description of both."""
