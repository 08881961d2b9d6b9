//! Tables on a terminal.

/// Prints rows in columns as wide as their widest cell; figures to the right.
pub fn print(heading: &[&str], rows: &[Vec<String>]) {
    let columns = heading.len();
    let mut widths: Vec<usize> = heading.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: &[String]| {
        let mut text = String::from("   ");
        for (at, cell) in cells.iter().enumerate().take(columns) {
            let width = widths[at];
            text.push(' ');
            if cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '(')) {
                text.push_str(&format!("{cell:>width$} "));
            } else {
                text.push_str(&format!("{cell:<width$} "));
            }
        }
        println!("{}", text.trim_end());
    };
    line(
        &heading
            .iter()
            .map(|cell| (*cell).to_owned())
            .collect::<Vec<_>>(),
    );
    for row in rows {
        line(row);
    }
}
