package dev.slipway.console;

import org.apache.guacamole.GuacamoleException;
import org.apache.guacamole.protocol.GuacamoleInstruction;

/** What is at the other end of a tunnel. */
interface FarLine extends AutoCloseable {
    /** Whether a browser has any business saying that to it. */
    boolean takes(BrowserOpcode opcode);

    void write(GuacamoleInstruction instruction) throws GuacamoleException;

    @Override
    void close();
}
