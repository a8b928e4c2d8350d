package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.GuestReport;
import dev.slipway.hypervisor.GuestReport.FileSystem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents answer, and what guests may answer in their place. */
class GuestWordsTest {
    @Test
    void readsWhatAnAgentSays() {
        var report = report(Map.of(
                "guest-get-host-name",
                "{\"return\":{\"host-name\":\"web-1\"}}",
                "guest-get-osinfo",
                "{\"return\":{\"id\":\"debian\",\"pretty-name\":\"Debian GNU/Linux 12 (bookworm)\"}}",
                "guest-get-fsinfo",
                """
                {"return":[
                  {"name":"vda1","mountpoint":"/","type":"ext4","used-bytes":100,"total-bytes":1000,"disk":[]},
                  {"name":"sr0","mountpoint":"/media","type":"iso9660","used-bytes":1,"total-bytes":1},
                  {"name":"vdb","mountpoint":"/old","type":"ext4"}]}""",
                "guest-get-users",
                "{\"return\":[{\"user\":\"ada\",\"login-time\":1.5},{\"user\":\"ada\"}]}"));

        assertThat(report)
                .isEqualTo(new GuestReport(
                        "web-1",
                        "Debian GNU/Linux 12 (bookworm)",
                        List.of(new FileSystem("/", "ext4", 100, 1000)),
                        List.of("ada")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{\"return\":null}",
                "{\"return\":\"text\"}",
                "{\"return\":[[],1,null,{\"user\":{},\"total-bytes\":1e99,\"mountpoint\":[]}]}",
                "{\"return\":{\"host-name\":7,\"pretty-name\":{}}}"
            })
    void bearsWhateverAGuestSaysInstead(String answer) {
        var report = GuestWords.report(command -> Optional.of(answer));

        assertThat(report.fileSystems()).isEmpty();
        assertThat(report.users()).isEmpty();
    }

    @Test
    void bearsAnswersThatNeverEnd() {
        var deep = "{\"return\":" + "[".repeat(100_000);

        assertThat(GuestWords.report(command -> Optional.of(deep)).users()).isEmpty();
    }

    @Test
    void bearsNumbersThatNoProcessHas() {
        var answer = "{\"return\":{\"pid\":" + "9".repeat(50) + "}}";

        assertThat(GuestGrowth.number(GuestGrowth.PID, answer)).isPresent();
        assertThat(GuestGrowth.number(GuestGrowth.PID, "{\"return\":{\"pid\":-1}}"))
                .isEmpty();
        assertThat(GuestGrowth.number(GuestGrowth.PID, "{\"return\":{\"pid\":42}}"))
                .hasValue(42);
    }

    private static GuestReport report(Map<String, String> answers) {
        return GuestWords.report(command -> Optional.ofNullable(answers.get(command)));
    }
}
