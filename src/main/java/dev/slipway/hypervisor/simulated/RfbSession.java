package dev.slipway.hypervisor.simulated;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** One viewer of a simulated screen: RFB 3.8 with VNC authentication and raw pixels. RFC 6143. */
final class RfbSession {
    private static final String VERSION = "RFB 003.008\n";
    private static final int VNC_AUTHENTICATION = 2;
    private static final int CHALLENGE = 16;
    private static final int KEY_LENGTH = 8;
    private static final int MOST_CUT_TEXT = 1 << 20;

    private final Socket socket;
    private final Terminal terminal;
    private final String name;
    private final Supplier<Optional<String>> password;
    private final DataInputStream in;
    private final DataOutputStream out;
    private PixelFormat format = PixelFormat.OURS;
    private boolean updateWanted;
    private boolean changed = true;

    /** @param password the one that is good at that moment, if any is */
    RfbSession(Socket socket, Terminal terminal, String name, Supplier<Optional<String>> password) throws IOException {
        this.socket = socket;
        this.terminal = terminal;
        this.name = name;
        this.password = password;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    /** Until the viewer goes, or the socket is closed under it. */
    void serve() throws IOException {
        if (!greet()) {
            return;
        }
        Runnable repaint = this::somethingChanged;
        terminal.watch(repaint);
        try {
            for (int type = in.read(); type >= 0; type = in.read()) {
                message(type);
            }
        } finally {
            terminal.forget(repaint);
        }
    }

    private boolean greet() throws IOException {
        out.writeBytes(VERSION);
        out.flush();
        var theirs = new String(in.readNBytes(VERSION.length()), StandardCharsets.US_ASCII);
        if (!theirs.equals(VERSION)) {
            throw new IOException("a viewer of another version: " + theirs.strip());
        }
        out.writeByte(1);
        out.writeByte(VNC_AUTHENTICATION);
        out.flush();
        if (in.readUnsignedByte() != VNC_AUTHENTICATION || !knowsPassword()) {
            var reason = "password check failed".getBytes(StandardCharsets.US_ASCII);
            out.writeInt(1);
            out.writeInt(reason.length);
            out.write(reason);
            out.flush();
            return false;
        }
        out.writeInt(0);
        out.flush();
        in.readUnsignedByte();
        out.writeShort(Terminal.WIDTH);
        out.writeShort(Terminal.HEIGHT);
        format.write(out);
        var title = name.getBytes(StandardCharsets.UTF_8);
        out.writeInt(title.length);
        out.write(title);
        out.flush();
        return true;
    }

    private boolean knowsPassword() throws IOException {
        var challenge = new byte[CHALLENGE];
        new SecureRandom().nextBytes(challenge);
        out.write(challenge);
        out.flush();
        var answer = in.readNBytes(CHALLENGE);
        return password.get()
                .filter(secret -> MessageDigest.isEqual(answer, response(challenge, secret)))
                .isPresent();
    }

    /** DES by the protocol's own wish, with the bits of each byte of the key the wrong way round. */
    @SuppressWarnings("InsecureCryptoUsage")
    static byte[] response(byte[] challenge, String password) {
        var key = new byte[KEY_LENGTH];
        var secret = password.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < Math.min(KEY_LENGTH, secret.length); i++) {
            key[i] = (byte) (Integer.reverse(secret[i]) >>> 24);
        }
        try {
            var des = Cipher.getInstance("DES/ECB/NoPadding");
            des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return des.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has DES", e);
        }
    }

    private void message(int type) throws IOException {
        switch (type) {
            case 0 -> {
                in.skipNBytes(3);
                setFormat(PixelFormat.read(in));
            }
            case 2 -> {
                in.skipNBytes(1);
                in.skipNBytes(4L * in.readUnsignedShort());
            }
            case 3 -> {
                boolean incremental = in.readUnsignedByte() != 0;
                in.skipNBytes(8);
                update(incremental);
            }
            case 4 -> {
                boolean down = in.readUnsignedByte() != 0;
                in.skipNBytes(2);
                int symbol = in.readInt();
                if (down) {
                    terminal.press(symbol);
                }
            }
            case 5 -> in.skipNBytes(5);
            case 6 -> {
                in.skipNBytes(3);
                int length = in.readInt();
                if (length < 0 || length > MOST_CUT_TEXT) {
                    throw new IOException("a clipboard of " + length + " bytes");
                }
                in.skipNBytes(length);
            }
            default -> throw new IOException("a message that is not spoken here: " + type);
        }
    }

    private synchronized void setFormat(PixelFormat wanted) {
        format = wanted;
    }

    private synchronized void update(boolean incremental) throws IOException {
        updateWanted = true;
        changed |= !incremental;
        send();
    }

    /** On the thread of whoever typed, which may be another viewer. */
    private synchronized void somethingChanged() {
        changed = true;
        try {
            send();
        } catch (IOException e) {
            close();
        }
    }

    private void send() throws IOException {
        if (!updateWanted || !changed) {
            return;
        }
        updateWanted = false;
        changed = false;
        out.writeByte(0);
        out.writeByte(0);
        out.writeShort(1);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(Terminal.WIDTH);
        out.writeShort(Terminal.HEIGHT);
        out.writeInt(0);
        out.write(format.encode(terminal.paint()));
        out.flush();
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is what it was to be.
        }
    }
}
