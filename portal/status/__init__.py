"""From what the portal holds to one state, one next step and the document of the API."""
