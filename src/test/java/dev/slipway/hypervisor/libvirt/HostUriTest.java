package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HostConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostUriTest {
    @ParameterizedTest
    @CsvSource({
        "qemu:///system, UNIX, localhost, 0",
        "qemu+unix:///system?socket=/run/x, UNIX, localhost, 0",
        "qemu+tcp://h1/system, TCP, h1, 16509",
        "qemu+tls://h1/system, TLS, h1, 16514",
        "qemu://h1/system, TLS, h1, 16514",
        "qemu+tcp://[fd00::1]:77/system, TCP, fd00::1, 77",
        "qemu+ssh://root@h1/system?socket=/run/s, SSH, h1, 22",
        "test:///default, NONE, localhost, 0"
    })
    void knowsWhereAHostIs(String text, HostUri.Transport transport, String hostname, int port) {
        var uri = HostUri.of(new HostConnection(text));

        assertThat(uri.transport()).isEqualTo(transport);
        assertThat(uri.hostname()).isEqualTo(hostname);
        assertThat(uri.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({
        "qemu:///system, 127.0.0.1, 127.0.0.1",
        "qemu:///system, 0.0.0.0, 127.0.0.1",
        "qemu:///system, 10.0.0.1, 10.0.0.1",
        "qemu+tcp://h1/system, 0.0.0.0, h1",
        "qemu+tls://h1/system, 10.0.0.1, 10.0.0.1",
        "qemu+tcp://127.0.0.1/system, 127.0.0.1, 127.0.0.1",
        "qemu+tcp://h1/system, 127.0.0.1,",
        "qemu+ssh://h1/system, 127.0.0.1,",
        "qemu+ssh://localhost/system, 127.0.0.1,"
    })
    void knowsWhichScreensCanBeReached(String uri, String listens, String reachedAt) {
        assertThat(Reach.screen(HostUri.of(new HostConnection(uri)), listens).orElse(null))
                .isEqualTo(reachedAt);
    }
}
