//! Pictures drawn by the server as SVG, 1:1, coloured by the page through classes.

pub mod dots;
