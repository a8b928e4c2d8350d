package dev.slipway.vm.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class FirstBootTest {
    @Test
    void saysNothingIfNothingIsWanted() {
        assertThat(FirstBoot.NOTHING.userData("here/web")).isEmpty();
    }

    @Test
    void becomesCloudConfigThatUserDataMayBe() {
        var boot = new FirstBoot(
                Optional.of("Europe/Berlin"),
                true,
                List.of("nginx", "g++", "libc6:i386"),
                List.of("echo \"a: b\" > /etc/motd", "- not: yaml #either"),
                Optional.empty());

        var text = boot.userData("here/web").orElseThrow();

        assertThat(UserData.checked(Optional.of(text))).hasValue(text);
        Map<String, Object> config = new Yaml().load(text);
        assertThat(config)
                .containsEntry("timezone", "Europe/Berlin")
                .containsEntry("package_upgrade", true)
                .containsEntry("packages", List.of("nginx", "g++", "libc6:i386"))
                .containsEntry("runcmd", List.of("echo \"a: b\" > /etc/motd", "- not: yaml #either"));
    }

    @Test
    void passesOnOnlyAHashOfAPassword() {
        var text = password("correct horse").userData("here/web").orElseThrow();

        Map<String, Object> config = new Yaml().load(text);
        var hash = (String) config.get("password");
        assertThat(hash).startsWith("$6$").isEqualTo(Sha2Crypt.sha512Crypt("correct horse".getBytes(), hash));
        assertThat(text).doesNotContain("correct horse");
        assertThat(password("correct horse").toString()).doesNotContain("correct horse");
        assertThat(password("correct horse").preview().orElseThrow()).doesNotContain(hash);
    }

    @Test
    void isTheSameForTheSameVmAndAnotherForAnother() {
        var here = password("correct horse").userData("here/web");

        assertThat(password("correct horse").userData("here/web")).isEqualTo(here);
        assertThat(password("correct horse").userData("here/db")).isNotEqualTo(here);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-rf", "a b", "a;reboot", "$(reboot)", "päckchen", "a\nb"})
    void refusesWhatIsNoPackage(String name) {
        assertRefused("firstBoot.packages", () -> packages(List.of(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Berlin", "europe/berlin", "../etc/passwd", "UTC\n"})
    void refusesWhatIsNoTimeZone(String zone) {
        assertRefused(
                "firstBoot.timeZone",
                () -> new FirstBoot(Optional.of(zone), false, List.of(), List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "one\ntwo", "zero\0byte"})
    void refusesWhatIsNoCommand(String command) {
        assertRefused(
                "firstBoot.commands",
                () -> new FirstBoot(Optional.empty(), false, List.of(), List.of(command), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with\ttab in it"})
    void refusesPasswordsThatWouldNotDo(String words) {
        assertRefused("firstBoot.password", () -> password(words));
    }

    @Test
    void refusesMoreThanAFormIsFor() {
        assertRefused("firstBoot.packages", () -> packages(Collections.nCopies(101, "nginx")));
        assertRefused(
                "firstBoot.commands",
                () -> new FirstBoot(
                        Optional.empty(), false, List.of(), Collections.nCopies(51, "true"), Optional.empty()));
        assertRefused(
                "firstBoot.commands",
                () -> new FirstBoot(Optional.empty(), false, List.of(), List.of("x".repeat(1_001)), Optional.empty()));
        assertRefused("firstBoot.password", () -> password("x".repeat(129)));
        assertRefused(
                "firstBoot.commands",
                () -> new FirstBoot(
                                Optional.empty(),
                                false,
                                List.of(),
                                Collections.nCopies(17, "x".repeat(1_000)),
                                Optional.empty())
                        .userData("here/web"));
    }

    private static FirstBoot password(String words) {
        return new FirstBoot(Optional.empty(), false, List.of(), List.of(), Optional.of(words));
    }

    private static FirstBoot packages(List<String> names) {
        return new FirstBoot(Optional.empty(), false, names, List.of(), Optional.empty());
    }

    private static void assertRefused(String field, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.field()).isEqualTo(field));
    }
}
