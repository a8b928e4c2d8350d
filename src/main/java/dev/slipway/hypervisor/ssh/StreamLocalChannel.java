package dev.slipway.hypervisor.ssh;

import java.io.IOException;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * A channel to a UNIX socket on the other side, which MINA lacks: OpenSSH's PROTOCOL, 2.4. It differs from one to a TCP
 * port in its opening only.
 */
final class StreamLocalChannel extends ChannelDirectTcpip {
    private static final String TYPE = "direct-streamlocal@openssh.com";

    private final String path;

    StreamLocalChannel(String path) {
        super(SshdSocketAddress.LOCALHOST_ADDRESS, SshdSocketAddress.LOCALHOST_ADDRESS);
        this.path = path;
    }

    @Override
    public String getChannelType() {
        return TYPE;
    }

    @Override
    public synchronized OpenFuture open() throws IOException {
        if (closeFuture.isClosed()) {
            throw new SshException("the session has been closed");
        }
        openFuture = new DefaultOpenFuture(path, futureLock);
        var local = getLocalWindow();
        var buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, TYPE.length() + path.length() + 64);
        buffer.putString(TYPE);
        buffer.putUInt(getChannelId());
        buffer.putUInt(local.getSize());
        buffer.putUInt(local.getPacketSize());
        buffer.putString(path);
        buffer.putString("");
        buffer.putUInt(0);
        writePacket(buffer);
        return openFuture;
    }
}
