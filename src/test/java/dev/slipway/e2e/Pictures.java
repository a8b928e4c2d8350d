package dev.slipway.e2e;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** Reads what the JDK does not. */
final class Pictures {
    private Pictures() {}

    /** A binary PPM (P6) with 8 bits a channel, as QEMU writes it. */
    static BufferedImage portablePixmap(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        Scanner scanner = new Scanner(head);
        if (!scanner.next().equals("P6")) {
            throw new IllegalArgumentException("no picture: " + head);
        }
        int width = scanner.nextInt();
        int height = scanner.nextInt();
        scanner.nextInt();
        int at = bytes.length - width * height * 3;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                image.setRGB(x, y, (bytes[at] & 0xff) << 16 | (bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff);
            }
        }
        return image;
    }
}
