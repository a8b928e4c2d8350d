package dev.slipway.identity;

/** A password that nobody thought of, to be read out or typed: 16 random letters and digits in groups. */
public final class MadeUpPassword {
    private static final int GROUP = 4;

    private MadeUpPassword() {}

    /** 79 bits of chance: too many for anybody to try. */
    public static String fresh() {
        return RecoveryCode.random().replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }
}
