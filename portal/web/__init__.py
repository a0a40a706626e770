"""What every route needs: forms, JSON, headers, this machine only."""
