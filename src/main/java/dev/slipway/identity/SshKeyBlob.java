package dev.slipway.identity;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The binary part of a public key: fields, each led by its length. */
final class SshKeyBlob {
    private static final int WEAKEST_RSA_BITS = 2048;
    private static final int STRONGEST_RSA_BITS = 16384;
    private static final int ED25519_BYTES = 32;

    private final ByteBuffer bytes;

    SshKeyBlob(byte[] blob) {
        bytes = ByteBuffer.wrap(blob);
    }

    /** @throws dev.slipway.kernel.InvalidRequest if this is no sound key of that type */
    void check(String type) {
        try {
            require(string().equals(type));
            switch (type) {
                case "ssh-ed25519" -> require(field().length == ED25519_BYTES);
                case "sk-ssh-ed25519@openssh.com" -> {
                    require(field().length == ED25519_BYTES);
                    require(!string().isEmpty());
                }
                case "sk-ecdsa-sha2-nistp256@openssh.com" -> {
                    checkPoint("nistp256");
                    require(!string().isEmpty());
                }
                case "ssh-rsa" -> checkRsa();
                default -> checkPoint(type.substring("ecdsa-sha2-".length()));
            }
            require(!bytes.hasRemaining());
        } catch (BufferUnderflowException e) {
            throw SshPublicKey.broken();
        }
    }

    private void checkRsa() {
        BigInteger exponent = new BigInteger(nonEmpty());
        int bits = new BigInteger(nonEmpty()).bitLength();
        require(exponent.testBit(0) && exponent.compareTo(BigInteger.TWO) > 0 && bits <= STRONGEST_RSA_BITS);
        if (bits < WEAKEST_RSA_BITS) {
            throw SshPublicKey.invalid("An RSA key needs at least " + WEAKEST_RSA_BITS + " bits, and this has " + bits
                    + ". Make a new one with ssh-keygen -t ed25519.");
        }
    }

    /** An uncompressed point: the byte 4, then two coordinates of the curve's size. */
    private void checkPoint(String curve) {
        require(string().equals(curve));
        int coordinate = (Integer.parseInt(curve.substring("nistp".length())) + 7) / 8;
        byte[] point = field();
        require(point.length == 1 + 2 * coordinate && point[0] == 4);
    }

    private byte[] nonEmpty() {
        byte[] field = field();
        require(field.length > 0);
        return field;
    }

    private String string() {
        return new String(field(), StandardCharsets.US_ASCII);
    }

    private byte[] field() {
        int length = bytes.getInt();
        require(length >= 0 && length <= bytes.remaining());
        byte[] field = new byte[length];
        bytes.get(field);
        return field;
    }

    private static void require(boolean sound) {
        if (!sound) {
            throw SshPublicKey.broken();
        }
    }
}
