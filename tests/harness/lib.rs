//! What the browser tests stand on: the served site and a browser to open it in.
