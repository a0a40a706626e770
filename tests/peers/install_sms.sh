#!/bin/sh
# Twilio's own calculator of segments, beside which ours is tested. No lock file: it would name addresses.
set -eu
FOLDER="${1:-var/peers/sms}"
[ -d "$FOLDER/node_modules/sms-segments-calculator" ] && exit 0
command -v npm > /dev/null || { echo "npm is needed for the peers"; exit 1; }
mkdir -p "$FOLDER"
npm install --silent --no-package-lock --no-save --prefix "$FOLDER" sms-segments-calculator@1.3.0
