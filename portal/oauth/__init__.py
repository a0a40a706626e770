"""The device authorization grant of RFC 8628, on authlib's classes."""
