package dev.slipway.catalog;

import dev.slipway.kernel.InvalidRequest;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a small PNG of a picture that somebody sent. Nothing of theirs is kept but what can be seen: the picture is drawn anew, and
 * how large it is, is looked at before any of it is unpacked.
 */
final class LogoPicture {
    static final int LARGEST = 512 * 1024;
    static final int SIDE = 128;
    private static final int MOST_PIXELS = 2048;

    private LogoPicture() {}

    /** @throws InvalidRequest unless it is a PNG or JPEG of up to 512 KiB and 2048 × 2048 pixels */
    static byte[] drawnAnew(byte[] picture) {
        if (picture.length > LARGEST) {
            throw refused("logo-too-large", "A logo has up to 512 KiB. Make it smaller, or choose another picture.");
        }
        String format = format(picture)
                .orElseThrow(() -> refused("logo-unreadable", "A logo is a PNG or a JPEG. Choose another picture."));
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            // Nothing beside the picture is read: what is said about it may be packed a thousandfold.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width > MOST_PIXELS || height > MOST_PIXELS) {
                throw refused(
                        "logo-too-large",
                        "A logo has up to 2048 × 2048 pixels, and this one has " + width + " × " + height + ".");
            }
            return png(small(reader.read(0)));
        } catch (IOException | RuntimeException e) {
            if (e instanceof InvalidRequest refused) {
                throw refused;
            }
            throw refused("logo-unreadable", "That picture is broken, or of a rare kind. Save it anew as a PNG.");
        } finally {
            reader.dispose();
        }
    }

    /** By how it begins, not by what its name says. */
    private static Optional<String> format(byte[] picture) {
        if (begins(picture, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of("png");
        }
        return begins(picture, 0xff, 0xd8, 0xff) ? Optional.of("jpeg") : Optional.empty();
    }

    private static boolean begins(byte[] picture, int... with) {
        if (picture.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (Byte.toUnsignedInt(picture[i]) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** By halves, so that thin lines stay; never larger than it came. */
    private static BufferedImage small(BufferedImage picture) {
        double scale = Math.min(1.0, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
        int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
        BufferedImage now = picture;
        while (now.getWidth() / 2 >= width && now.getHeight() / 2 >= height) {
            now = drawn(now, now.getWidth() / 2, now.getHeight() / 2);
        }
        return drawn(now, width, height);
    }

    private static BufferedImage drawn(BufferedImage picture, int width, int height) {
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = canvas.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(picture, 0, 0, width, height, null);
            return canvas;
        } finally {
            pen.dispose();
        }
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("every Java writes PNG");
            }
        }
        return bytes.toByteArray();
    }

    private static InvalidRequest refused(String code, String sentence) {
        return new InvalidRequest(code, "logo", sentence);
    }
}
