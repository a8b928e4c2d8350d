package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.intake.fetch.BadServer;
import dev.slipway.intake.guard.HostileImages;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.operation.Operations;
import dev.slipway.testing.SlipwayTest;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SlipwayTest
class FetchTest {
    private static final byte[] DISK = HostileImages.bootable(3 * 1024 * 1024);

    @Autowired
    ApplicationContext beans;

    private final BadServer server = new BadServer("127.0.0.1");
    private IntakeWorld world;

    @BeforeEach
    void anAdministrator() {
        world = new IntakeWorld(beans);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fetchesAndLooksIntoIt() {
        server.file("/images/disk.raw", DISK);
        var ready = world.awaitState(fetch("/images/disk.raw"), IntakeState.READY);
        assertThat(ready.fileName()).isEqualTo("disk.raw");
        assertThat(ready.bytes()).hasValue(DISK.length);
        assertThat(ready.sha256()).contains(sum(Checksum.Kind.SHA256));
        assertThat(world.files().received(ready.id())).hasBinaryContent(DISK);
    }

    @Test
    void goesOnWhereALineBroke() {
        var tries = new AtomicInteger();
        server.at("/disk", (request, out) -> {
            int from = (int) request.from();
            int to = tries.incrementAndGet() < 4 ? Math.min(from + 900_000, DISK.length) : DISK.length;
            BadServer.head(
                    out,
                    from > 0 ? "206 Partial Content" : "200 OK",
                    "ETag: \"a\"\r\nContent-Range: bytes " + from + "-" + (DISK.length - 1) + "/" + DISK.length
                            + "\r\nContent-Length: " + (DISK.length - from));
            out.write(DISK, from, to - from);
        });
        var ready = world.awaitState(fetch("/disk"), IntakeState.READY);
        assertThat(ready.sha256()).contains(sum(Checksum.Kind.SHA256));
        assertThat(server.requests())
                .extracting(BadServer.Request::from)
                .containsExactly(0L, 900_000L, 1_800_000L, 2_700_000L);
    }

    @Test
    void beginsAnewWhereTheServerHasNoMiddle() {
        var tries = new AtomicInteger();
        server.at("/disk", (request, out) -> {
            BadServer.head(out, "200 OK", "Content-Length: " + DISK.length);
            out.write(DISK, 0, tries.incrementAndGet() < 3 ? 1_000_000 : DISK.length);
        });
        assertThat(world.awaitState(fetch("/disk"), IntakeState.READY).sha256()).contains(sum(Checksum.Kind.SHA256));
    }

    @Test
    void takesAFileOfWhichNobodySaysHowLongItIs() {
        server.at("/disk", (request, out) -> {
            BadServer.head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write((Integer.toHexString(DISK.length) + "\r\n").getBytes());
            out.write(DISK);
            out.write("\r\n0\r\n\r\n".getBytes());
        });
        assertThat(world.awaitState(fetch("/disk"), IntakeState.READY).bytes()).hasValue(DISK.length);
    }

    @Test
    void believesTheListOfItsMaker() {
        server.file("/d/disk.raw", DISK)
                .file(
                        "/d/SHA512SUMS",
                        (sum(Checksum.Kind.SHA512) + "  disk.raw\n" + "0".repeat(128) + "  other\n").getBytes())
                .file("/d/WRONG", ("SHA256 (disk.raw) = " + "0".repeat(64)).getBytes())
                .file("/d/OTHERS", (sum(Checksum.Kind.SHA512) + "  disk.raw.old\n").getBytes());
        assertThat(world.awaitState(fetch("/d/disk.raw", "/d/SHA512SUMS"), IntakeState.READY)
                        .expected())
                .contains(Checksum.parse(sum(Checksum.Kind.SHA512)));
        assertThat(refusal(fetch("/d/disk.raw", "/d/WRONG"))).contains("not " + "0".repeat(64));
        assertThat(refusal(fetch("/d/disk.raw", "/d/OTHERS"))).contains("has none of disk.raw");
    }

    @Test
    void refusesWhatIsNotWhatWasMeant() {
        server.file("/disk", DISK);
        var id = world.imports()
                .begin(
                        new NewImport(
                                server.url("/disk"), Optional.of(Checksum.parse("b".repeat(64))), Optional.empty()),
                        world.admin)
                .id();
        assertThat(refusal(id)).contains("What came is not what was meant");
    }

    @Test
    void refusesWhatIsTooLarge() {
        server.at("/huge", (r, out) -> BadServer.head(out, "200 OK", "Content-Length: " + (1L << 50)));
        assertThat(refusal(fetch("/huge"))).contains("Files of up to 256 GiB");
    }

    @Test
    void refusesWhatIsNoImage() {
        server.file("/page", "<!DOCTYPE html><p>Not found, politely".getBytes());
        assertThat(refusal(fetch("/page"))).contains("HTML");
        assertThat(refusal(fetch("/nothing"))).contains("404 Not Found");
    }

    /** Each byte comes in time, and all of them together never would. */
    @Test
    void givesUpAServerThatDrips() {
        server.at("/drip", (r, out) -> {
            BadServer.head(out, "200 OK", "Content-Length: 1000000");
            while (true) {
                out.write(1);
                out.flush();
                new CountDownLatch(1).await(200, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        });
        var id = fetch("/drip");
        await().atMost(IntakeWorld.SOON)
                .until(() -> world.intakes()
                        .operation(id, world.admin)
                        .orElseThrow()
                        .message()
                        .contains("less than 16 KiB a second"));
        cancel(id);
        world.awaitState(id, IntakeState.WAITING);
        world.intakes().delete(id, world.admin);
    }

    @Test
    void givesUpAServerThatIsGoneAndGoesOnWhenItIsBack() {
        var gone = server.url("/disk");
        server.close();
        var id = world.imports()
                .begin(new NewImport(gone, Optional.empty(), Optional.empty()), world.admin)
                .id();
        var waiting = world.awaitState(id, IntakeState.WAITING);
        assertThat(waiting.problem().orElseThrow()).contains("does not answer", "Try again later");
        world.intakes().delete(id, world.admin);
    }

    @Test
    void isCancelledInTheMiddle() {
        server.at("/slow", (r, out) -> {
            BadServer.head(out, "200 OK", "Content-Length: 100000000");
            var piece = new byte[100_000];
            while (true) {
                out.write(piece);
                out.flush();
                new CountDownLatch(1).await(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
        });
        var id = fetch("/slow");
        await().atMost(IntakeWorld.SOON)
                .until(() -> world.uploads().get(id, world.admin).received() > 0);
        cancel(id);
        assertThat(world.awaitState(id, IntakeState.WAITING).problem().orElseThrow())
                .startsWith("Cancelled by");
        world.intakes().delete(id, world.admin);
        assertThat(world.files().received(id)).doesNotExist();
    }

    @Test
    void refusesAPlaceBeforeAnythingBegins() {
        for (String bad : new String[] {"file:///etc/passwd", "ftp://example.org/x", "nonsense", "https://"}) {
            assertThatThrownBy(() ->
                            world.imports().begin(new NewImport(bad, Optional.empty(), Optional.empty()), world.admin))
                    .as(bad)
                    .isInstanceOf(InvalidRequest.class);
        }
        assertThatThrownBy(() -> world.imports()
                        .begin(
                                new NewImport(
                                        "https://example.org/x", Optional.empty(), Optional.of("ftp://example.org/x")),
                                world.admin))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("checksumUrl"));
    }

    @Test
    void knowsWhereMakersOfferTheirImages() {
        var rules = dev.slipway.intake.fetch.FetchRules.of(java.util.List.of("https"), java.util.List.of("*"), false);
        assertThat(world.imports().wellKnown(world.admin)).hasSizeGreaterThan(8).allSatisfy(image -> {
            assertThat(rules.check(image.url())).isNotNull();
            image.checksumUrl().ifPresent(list -> assertThat(rules.check(list)).isNotNull());
            assertThat(image.name()).isNotBlank();
        });
    }

    private IntakeId fetch(String path) {
        return world.imports()
                .begin(new NewImport(server.url(path), Optional.empty(), Optional.empty()), world.admin)
                .id();
    }

    private IntakeId fetch(String path, String list) {
        return world.imports()
                .begin(new NewImport(server.url(path), Optional.empty(), Optional.of(server.url(list))), world.admin)
                .id();
    }

    private String refusal(IntakeId id) {
        return world.awaitState(id, IntakeState.REFUSED).problem().orElseThrow();
    }

    private void cancel(IntakeId id) {
        beans.getBean(Operations.class)
                .cancel(world.intakes().operation(id, world.admin).orElseThrow().id(), world.admin);
    }

    private static String sum(Checksum.Kind kind) {
        var digest = kind.digest();
        digest.update(DISK);
        return Checksum.hex(digest);
    }
}
