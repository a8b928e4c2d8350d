package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.OperatingSystem.Amounts;
import dev.slipway.identity.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsinfoDatabaseTest {
    private static final String KIOSK = """
            <?xml version="1.0"?>
            <libosinfo version="0.0.1">
              <os id="http://kiosk.example/kiosk/7">
                <short-id>kiosk7</short-id>
                <name>Kiosk OS 7</name>
                <name xml:lang="de">Kiosksystem 7</name>
                <short-id>kioskseven</short-id>
                <release-date>2025-01-10</release-date>
                <eol-date>2031-02-28</eol-date>
                <media arch="x86_64"><iso><volume-id>KIOSK</volume-id></iso></media>
                <resources arch="s390x"><minimum><ram>99999999999</ram></minimum></resources>
                <resources arch="all">
                  <minimum><n-cpus>1</n-cpus><ram>805306369</ram><storage>2147483648</storage></minimum>
                  <recommended><n-cpus>2</n-cpus><ram>2147483648</ram></recommended>
                </resources>
              </os>
            </libosinfo>
            """;

    @TempDir
    Path directory;

    @Test
    void readsWhatASystemIsAndNeeds() throws IOException {
        write("kiosk.example/kiosk-7.xml", KIOSK);
        assertThat(database().all())
                .containsExactly(new OperatingSystem(
                        "kiosk7",
                        "Kiosk OS 7",
                        Optional.of(LocalDate.of(2031, 2, 28)),
                        Optional.of(new Amounts(1, 769, 2048)),
                        Optional.of(new Amounts(2, 2048, 0))));
    }

    @Test
    void isEmptyWhereTheMachineHasNone() {
        assertThat(read(directory.resolve("absent")).all()).isEmpty();
        assertThat(database().all()).isEmpty();
    }

    /** Each beside a good one, which is still read. */
    @Test
    void leavesOutWhatIsHostileOrBroken() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "a secret");
        String bad = "<libosinfo><os><short-id>bad</short-id><name>%s</name></os></libosinfo>";
        write("a/good.xml", KIOSK);
        write("a/entity.xml", "<!DOCTYPE os [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>" + bad.formatted("&e;"));
        write("a/doctype.xml", "<!DOCTYPE os SYSTEM 'http://127.0.0.1:1/x.dtd'>" + bad.formatted("bad"));
        write(
                "a/laughs.xml",
                "<!DOCTYPE os [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                        + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>" + bad.formatted("&c;"));
        write("a/undeclared.xml", bad.formatted("&nothing;"));
        write("a/huge.xml", bad.formatted("x") + " ".repeat(600_000));
        write("a/deep.xml", "<libosinfo>" + "<os>".repeat(5000) + "</os>".repeat(5000) + "</libosinfo>");
        write("a/broken.xml", KIOSK.substring(0, KIOSK.length() / 2));
        write("a/empty.xml", "");
        write("a/nameless.xml", "<libosinfo><os><short-id>nameless</short-id></os></libosinfo>");
        write("a/long.xml", bad.formatted("x".repeat(201)));
        write("a/lines.xml", bad.formatted("two&#10;lines"));
        Files.write(directory.resolve("os/a/binary.xml"), new byte[] {0, 1, 2, (byte) 0xff});
        Files.createSymbolicLink(
                directory.resolve("os/a/link.xml"),
                Files.writeString(directory.resolve("x.xml"), bad.formatted("link")));
        assertThat(database().all()).extracting(OperatingSystem::shortId).containsExactly("kiosk7");
    }

    @Test
    void takesNumbersAndDaysThatCannotBeMeantForNotSaid() throws IOException {
        write(
                "a/odd.xml",
                "<libosinfo><os><short-id>odd</short-id><name>Odd</name><eol-date>soon</eol-date><resources><minimum>"
                        + "<ram>-1</ram><n-cpus>99999999</n-cpus><storage>99999999999999999999</storage></minimum>"
                        + "</resources></os></libosinfo>");
        assertThat(database().all())
                .containsExactly(
                        new OperatingSystem("odd", "Odd", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void isReadAgainNowAndThen() throws IOException {
        var database = database();
        assertThat(database.all()).isEmpty();
        write("a/kiosk.xml", KIOSK);
        database.read();
        assertThat(database.all()).hasSize(1);
    }

    @Test
    void standsBeforeWhatThePortalKnowsItself() throws IOException {
        write(
                "a/debian.xml",
                KIOSK.replace("kiosk7", "debian13").replace("Kiosk OS 7", "Debian, as the machine knows it"));
        var systems = new OperatingSystems(database()).list(Actor.system("test"));
        assertThat(systems)
                .filteredOn(s -> s.shortId().equals("debian13"))
                .extracting(OperatingSystem::name)
                .containsExactly("Debian, as the machine knows it");
        assertThat(systems).extracting(OperatingSystem::shortId).contains("debian12", "ubuntu24.04");
        List<String> names = systems.stream().map(OperatingSystem::name).toList();
        assertThat(names).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    }

    private OsinfoDatabase database() {
        return read(directory);
    }

    private static OsinfoDatabase read(Path directory) {
        var database = new OsinfoDatabase(new CatalogProperties(directory));
        database.read();
        return database;
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve("os").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
