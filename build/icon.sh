#!/usr/bin/env bash
# Creates docs/icon.png from docs/icon.svg with rsvg-convert (Debian: librsvg2-bin). Run it after you change the SVG.
set -euo pipefail
cd "$(dirname "$0")/../docs"
rsvg-convert --width 256 --height 256 --output icon.png icon.svg
