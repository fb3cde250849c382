//! A drawing of our own, painted: SVG in, PNG out.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};
use std::sync::{Arc, LazyLock};

/// Pixels for each unit of the drawing: sharp on a slide.
const SCALE: f32 = 2.0;

/// The widest and highest picture that is painted, in pixels.
const MOST_EDGE: f32 = 8_000.0;

/// The letters of drawings. Those of the machine come in where ours lack one, as place names may be in any script.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts.load_font_data(include_bytes!("fonts/DejaVuSans-chart.ttf").to_vec());
    fonts.load_font_data(include_bytes!("fonts/DejaVuSans-Bold-chart.ttf").to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    Arc::new(fonts)
});

/// A drawing that could not be painted.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// Not SVG, or SVG that the painter does not know.
    #[error("the drawing cannot be read: {0}")]
    Unreadable(String),
    /// Nothing to paint, or more than fits into memory.
    #[error("the drawing has no size that can be painted")]
    Size,
}

/// Paints an SVG as a PNG, twice as large as the drawing says. Takes tens of milliseconds: not for the threads that
/// answer visits.
///
/// # Errors
/// [`DrawError`] where the SVG cannot be read or has no sensible size.
pub fn draw(svg: &str) -> Result<Vec<u8>, DrawError> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "DejaVu Sans".into(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)
        .map_err(|failure| DrawError::Unreadable(failure.to_string()))?;
    let (width, height) = (tree.size().width() * SCALE, tree.size().height() * SCALE);
    if width > MOST_EDGE || height > MOST_EDGE {
        return Err(DrawError::Size);
    }
    // At most 8,000 and never negative, as was just seen.
    let mut canvas =
        Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or(DrawError::Size)?;
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut canvas.as_mut(),
    );
    canvas
        .encode_png()
        .map_err(|failure| DrawError::Unreadable(failure.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" width="60" height="20"><rect width="60" height="20" fill="#fff"/></svg>"##;

    fn pixels(png: &[u8]) -> Vec<u8> {
        image::load_from_memory(png).unwrap().to_luma8().into_raw()
    }

    #[test]
    fn words_and_shapes_are_painted_twice_as_large() {
        let blank = draw(EMPTY).unwrap();
        let sized = image::load_from_memory(&blank).unwrap();
        assert_eq!((sized.width(), sized.height()), (120, 40));
        assert!(pixels(&blank).iter().all(|pixel| *pixel == 255));
        for words in ["May", "Łódź", "مخزن"] {
            let text = format!("<text x=\"2\" y=\"14\" font-size=\"12\">{words}</text></svg>");
            let painted = pixels(&draw(&EMPTY.replace("</svg>", &text)).unwrap());
            let dark = painted.iter().filter(|pixel| **pixel < 128).count();
            assert!(dark > 40, "{words}: {dark} dark pixels");
        }
    }

    #[test]
    fn what_cannot_be_painted_is_said() {
        assert!(matches!(draw("no svg"), Err(DrawError::Unreadable(_))));
        let wide = EMPTY.replace("width=\"60\"", "width=\"600000\"");
        assert!(matches!(draw(&wide), Err(DrawError::Size)));
    }
}
