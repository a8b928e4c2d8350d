package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What libvirt would do with an address is never tried out: only what is known to be harmless gets as far as that. */
class HostConnectionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu:///system",
                "qemu+unix:///system",
                "qemu+unix:///system?socket=/run/slipway-1a2b/libvirt-sock",
                "qemu+unix:///system?socket=/srv/a.b/var/host/run/libvirt-sock",
                "qemu+tcp://10.77.0.11/system",
                "qemu+tcp://rack1-a.example.org:16509/system",
                "qemu+tcp://[fd00::1]:77/system",
                "qemu://h1/system",
                "qemu+tls://h1/system?pkipath=/etc/slipway/pki",
                "qemu+ssh://root@h1/system",
                "qemu+ssh://h1:2222/system",
                "qemu+ssh://slipway_1.a-b@h1/system?socket=/run/libvirt/virtqemud-sock",
                "test:///default",
                "simulated:rack1-a"
            })
    void takesWhatReachesAHost(String uri) {
        assertThatCode(() -> new HostConnection(uri)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A program to run on the portal.
                "qemu+ssh://h1/system?command=/tmp/evil",
                "qemu+ext:///system?command=/tmp/evil",
                "qemu+ssh://h1/system?netcat=/tmp/evil",
                "qemu+ssh://h1/system?socket=/run/s&command=/tmp/evil",
                "qemu+ssh://h1/system?socket=/run/s;command=/tmp/evil",
                "qemu+ssh://h1/system?%63ommand=/tmp/evil",
                "qemu+ssh://h1/system?COMMAND=/tmp/evil",
                "qemu+ssh://-oProxyCommand=evil/system",
                "qemu+ssh://-oProxyCommand=evil@h1/system",
                "qemu+ssh://a%20-oProxyCommand=evil@h1/system",
                "qemu+ssh://root:password@h1/system",
                "qemu+libssh://h1/system",
                "qemu+libssh2://h1/system",
                // A file or socket to use, a check to leave out.
                "qemu+ssh://h1/system?keyfile=/etc/shadow",
                "qemu+ssh://h1/system?no_verify=1",
                "qemu+ssh://h1/system?known_hosts=/dev/null",
                "qemu+tls://h1/system?no_verify=1",
                "qemu+tls://h1/system?pkipath=/a/../../root",
                "qemu+tls://h1/system?pkipath=relative",
                "qemu+tls://h1/system?tls_priority=NONE",
                "qemu+tcp://h1/system?socket=/run/s",
                "qemu+tcp://h1/system?authfile=/etc/passwd",
                "qemu:///system?socket=/run/docker.sock",
                "qemu+unix:///system?socket=/run/../etc/x",
                "qemu+unix:///system?socket=/run/s&mode=direct",
                "test:///etc/passwd",
                "test+ssh://h1/default?command=/tmp/evil",
                // Another driver or place.
                "qemu:///session",
                "qemu:///embed?root=/",
                "qemu+tcp://h1/system/..",
                "qemu+tcp://h1/session",
                "lxc:///",
                "esx://h1/",
                "http://h1/system",
                "file:///etc/passwd",
                // A shell's and a URI's own characters.
                "qemu+ssh://h1;reboot/system",
                "qemu+ssh://h1$(reboot)/system",
                "qemu+ssh://h1`reboot`/system",
                "qemu+ssh://h1|reboot/system",
                "qemu+ssh://h1/system?socket=/run/'; reboot; '",
                "qemu+ssh://h1/system?socket=/run/$(reboot)",
                "qemu+ssh://h1/system#?command=evil",
                "qemu+ssh://h1\\@h2/system",
                "qemu+ssh://a@b@h1/system",
                "qemu+ssh://h1/system\nqemu+ssh://h2/system",
                "qemu+ssh://h1/system\n",
                "qemu+ssh://h1\u0000/system",
                "qemu+ssh://h1\u2028/system",
                "qemu+ssh://hоst/system",
                "qemu+ssh://h\u202e1/system",
                "qemu+ssh://h1\uff0fsystem",
                "QEMU+SSH://h1/system",
                " qemu:///system",
                "",
                ":",
                // No place at all.
                "qemu+ssh:///system",
                "qemu+ssh://h1:0/system",
                "qemu+ssh://h1:65536/system",
                "qemu+ssh://h1:-1/system",
                "qemu+ssh://[::1%25eth0]/system",
                "qemu+ssh://.h1/system",
                "simulated:",
                "simulated:a/b",
                "simulated:-a"
            })
    void refusesEverythingElseWithASentence(String uri) {
        assertThatThrownBy(() -> new HostConnection(uri)).isInstanceOfSatisfying(InvalidRequest.class, refused -> {
            assertThat(refused.field()).isEqualTo("uri");
            assertThat(refused.sentence()).endsWith(".").doesNotContain("evil", "reboot", "password", "\n");
        });
    }

    @Test
    void saysWhichParametersThereAre() {
        assertThatThrownBy(() -> new HostConnection("qemu+ssh://h1/system?keyfile=/k"))
                .hasMessageContaining("qemu+ssh")
                .hasMessageContaining("?socket=/PATH/OF/SOCKET as its only parameter");
        assertThatThrownBy(() -> new HostConnection("qemu+tcp://h1/system?x=1"))
                .hasMessageContaining("without any parameter");
        assertThatThrownBy(() -> new HostConnection("xen:///")).hasMessageContaining("begins with qemu:");
        assertThatThrownBy(() -> new HostConnection("qemu+tcp://h1:99999/system"))
                .hasMessageContaining("1 to 65535");
    }

    /** Also in a time that does not grow with somebody's patience. */
    @Test
    void refusesWhatIsVeryLong() {
        assertThatThrownBy(() -> new HostConnection("qemu+ssh://" + "a.".repeat(500_000) + "/system"))
                .hasMessageContaining("at most 500");
        assertThatThrownBy(() -> new HostConnection("qemu+unix:///system?socket=" + "/a".repeat(220) + "/!"))
                .isInstanceOf(InvalidRequest.class);
    }

    /** Every character of the first planes of Unicode at every place of an address. */
    @Test
    void takesOneStrangeCharacterNowhere() {
        String address = "qemu+ssh://h1/system";
        for (var place = 0; place <= address.length(); place++) {
            for (var character = 0; character < 0x3000; character++) {
                String uri = new StringBuilder(address)
                        .insert(place, Character.toString(character))
                        .toString();
                try {
                    assertThat(new HostConnection(uri).uri())
                            .matches("qemu\\+ssh://(h@)?[A-Za-z0-9.-]+(:[0-9]+)?/system");
                } catch (InvalidRequest expected) {
                    assertThat(expected.sentence()).isNotBlank();
                }
            }
        }
    }
}
