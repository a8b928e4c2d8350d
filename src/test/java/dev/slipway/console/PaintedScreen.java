package dev.slipway.console;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A small VNC server (RFB 3.8, RFC 6143) with a password and a painted screen: a colour of its own on the left, another
 * on the right. Remembers the keys and the pointer that reach it, and who is connected.
 */
final class PaintedScreen implements AutoCloseable {
    static final int WIDTH = 320;
    static final int HEIGHT = 200;

    record Key(boolean down, int keysym) {}

    record Pointer(int x, int y, int buttons) {}

    private final ServerSocket server;
    private final int left;
    private final int right;
    private volatile String password;
    private final Set<Socket> viewers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger silences = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<Key> keys = new CopyOnWriteArrayList<>();
    private final List<Pointer> pointers = new CopyOnWriteArrayList<>();

    PaintedScreen(String password, int left, int right) {
        this.password = password;
        this.left = left;
        this.right = right;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("painted-screen").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    String password() {
        return password;
    }

    void password(String now) {
        password = now;
    }

    /** Lets the next viewers connect, and then says nothing to them, as a machine that hangs does. */
    void beSilentTo(int nextViewers) {
        silences.set(nextViewers);
    }

    /** How many viewers are still to meet with silence. */
    int silences() {
        return silences.get();
    }

    /** How often a wrong password was given. */
    int refusals() {
        return refusals.get();
    }

    int viewers() {
        return viewers.size();
    }

    List<Key> keys() {
        return keys;
    }

    List<Pointer> pointers() {
        return pointers;
    }

    /** As when QEMU ends. */
    void dropViewers() throws IOException {
        for (Socket viewer : viewers) {
            viewer.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropViewers();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket viewer = server.accept();
                Thread.ofVirtual().start(() -> serve(viewer));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket viewer) {
        try (viewer) {
            viewer.setTcpNoDelay(true);
            var in = new DataInputStream(viewer.getInputStream());
            if (silences.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                in.readAllBytes();
                return;
            }
            var out = new DataOutputStream(viewer.getOutputStream());
            if (greet(in, out)) {
                viewers.add(viewer);
                talk(in, out);
            }
        } catch (IOException e) {
            // the viewer went
        } finally {
            viewers.remove(viewer);
        }
    }

    private boolean greet(DataInputStream in, DataOutputStream out) throws IOException {
        out.write("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
        in.readNBytes(12);
        out.write(new byte[] {1, 2}); // one way in: VNC authentication
        in.readByte();
        byte[] challenge = new byte[16];
        new SecureRandom().nextBytes(challenge);
        out.write(challenge);
        boolean known = Arrays.equals(in.readNBytes(16), encrypt(challenge));
        out.writeInt(known ? 0 : 1);
        if (!known) {
            refusals.incrementAndGet();
            byte[] why = "wrong password".getBytes(StandardCharsets.US_ASCII);
            out.writeInt(why.length);
            out.write(why);
            return false;
        }
        in.readByte(); // shared or not
        out.writeShort(WIDTH);
        out.writeShort(HEIGHT);
        out.write(new byte[] {32, 24, 0, 1, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 16, 8, 0, 0, 0, 0});
        out.writeInt(7);
        out.write("painted".getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private void talk(DataInputStream in, DataOutputStream out) throws IOException {
        boolean painted = false;
        while (true) {
            switch (in.readUnsignedByte()) {
                case 0 -> in.readNBytes(19); // pixel format: the viewer takes ours
                case 2 -> {
                    in.readByte();
                    in.readNBytes(4 * in.readUnsignedShort());
                }
                case 3 -> {
                    boolean incremental = in.readByte() != 0;
                    in.readNBytes(8);
                    if (!incremental || !painted) {
                        painted = true;
                        paint(out);
                    }
                }
                case 4 -> {
                    boolean down = in.readByte() != 0;
                    in.readShort();
                    keys.add(new Key(down, in.readInt()));
                }
                case 5 -> {
                    int buttons = in.readUnsignedByte();
                    pointers.add(new Pointer(in.readUnsignedShort(), in.readUnsignedShort(), buttons));
                }
                case 6 -> {
                    in.readNBytes(3);
                    in.readNBytes(in.readInt());
                }
                default -> throw new IOException("not RFB");
            }
        }
    }

    private void paint(DataOutputStream out) throws IOException {
        byte[] pixels = new byte[WIDTH * HEIGHT * 4];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int colour = i % WIDTH < WIDTH / 2 ? left : right;
            pixels[4 * i] = (byte) colour;
            pixels[4 * i + 1] = (byte) (colour >> 8);
            pixels[4 * i + 2] = (byte) (colour >> 16);
        }
        out.writeShort(0);
        out.writeShort(1);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(WIDTH);
        out.writeShort(HEIGHT);
        out.writeInt(0); // raw
        out.write(pixels);
        out.flush();
    }

    /** DES with each byte of the password mirrored, as VNC has always done. */
    private byte[] encrypt(byte[] challenge) throws IOException {
        byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.US_ASCII), 8);
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (Integer.reverse(key[i]) >>> 24);
        }
        try {
            Cipher des = Cipher.getInstance("DES/ECB/NoPadding");
            des.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return des.doFinal(challenge);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
