package dev.slipway.hypervisor.simulated;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** How an RFB client wants its pixels; true colour only. RFC 6143, 7.4. */
record PixelFormat(
        int bits, int depth, boolean bigEndian, int redMax, int greenMax, int blueMax, int red, int green, int blue) {
    static final PixelFormat OURS = new PixelFormat(32, 24, false, 255, 255, 255, 16, 8, 0);
    private static final int PADDING = 3;

    static PixelFormat read(DataInputStream in) throws IOException {
        int bits = in.readUnsignedByte();
        int depth = in.readUnsignedByte();
        boolean bigEndian = in.readUnsignedByte() != 0;
        boolean trueColour = in.readUnsignedByte() != 0;
        var format = new PixelFormat(
                bits,
                depth,
                bigEndian,
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedShort(),
                in.readUnsignedByte(),
                in.readUnsignedByte(),
                in.readUnsignedByte());
        in.skipNBytes(PADDING);
        if (!trueColour || (bits != 8 && bits != 16 && bits != 32)) {
            throw new IOException("a pixel format that is not spoken here: " + format);
        }
        return format;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(bits);
        out.writeByte(depth);
        out.writeBoolean(bigEndian);
        out.writeBoolean(true);
        out.writeShort(redMax);
        out.writeShort(greenMax);
        out.writeShort(blueMax);
        out.writeByte(red);
        out.writeByte(green);
        out.writeByte(blue);
        out.write(new byte[PADDING]);
    }

    byte[] encode(int[] rgb) {
        int bytes = bits / 8;
        var out = new ByteArrayOutputStream(rgb.length * bytes);
        for (int colour : rgb) {
            int value = scaled(colour >> 16, redMax) << red
                    | scaled(colour >> 8, greenMax) << green
                    | scaled(colour, blueMax) << blue;
            for (int i = 0; i < bytes; i++) {
                out.write(value >> 8 * (bigEndian ? bytes - 1 - i : i));
            }
        }
        return out.toByteArray();
    }

    private static int scaled(int channel, int max) {
        return (channel & 0xff) * max / 255;
    }
}
