package dev.slipway.hypervisor.libvirt;

import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** As much of RFB 3.8 (RFC 6143) as it takes to log in and look once. */
public final class VncClient implements AutoCloseable {
    private static final int VNC_AUTHENTICATION = 2;
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    public VncClient(String hostname, int port) throws IOException {
        socket = new Socket(hostname, port);
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Whether the password opens it. */
    public boolean login(String password) throws IOException {
        in.readFully(new byte[12]);
        out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        var types = new byte[in.readUnsignedByte()];
        in.readFully(types);
        if (types.length != 1 || types[0] != VNC_AUTHENTICATION) {
            throw new IOException("not protected by a password alone: " + Arrays.toString(types));
        }
        out.writeByte(VNC_AUTHENTICATION);
        var challenge = new byte[16];
        in.readFully(challenge);
        out.write(encrypt(challenge, password));
        return in.readInt() == 0;
    }

    BufferedImage screenshot() throws IOException {
        out.writeByte(1); // shared
        var width = in.readUnsignedShort();
        var height = in.readUnsignedShort();
        in.skipNBytes(16);
        in.skipNBytes(in.readInt());
        // Set pixel format: 32 bits, little-endian, true colour; then ask for raw pixels of everything.
        out.write(
                new byte[] {0, 0, 0, 0, 32, 24, 0, 1, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 16, 8, 0, 0, 0, 0});
        out.write(new byte[] {2, 0, 0, 1, 0, 0, 0, 0});
        out.write(new byte[] {3, 0, 0, 0, 0, 0});
        out.writeShort(width);
        out.writeShort(height);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        in.readUnsignedShort();
        var rectangles = in.readUnsignedShort();
        for (var i = 0; i < rectangles; i++) {
            rectangle(image);
        }
        return image;
    }

    private void rectangle(BufferedImage image) throws IOException {
        var x = in.readUnsignedShort();
        var y = in.readUnsignedShort();
        var width = in.readUnsignedShort();
        var height = in.readUnsignedShort();
        in.readInt();
        for (var row = y; row < y + height; row++) {
            for (var column = x; column < x + width; column++) {
                image.setRGB(column, row, Integer.reverseBytes(in.readInt()));
            }
        }
    }

    /** DES with the password as its key, whose bits VNC takes in the wrong order. */
    private static byte[] encrypt(byte[] challenge, String password) throws IOException {
        var key = Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8);
        for (var i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        try {
            var des = Cipher.getInstance("DES/ECB/NoPadding");
            des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return des.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
