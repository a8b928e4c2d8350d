package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageSignature;
import dev.slipway.catalog.Images;
import dev.slipway.intake.fetch.BadServer;
import dev.slipway.intake.guard.HostileImages;
import dev.slipway.intake.signature.TestSigner;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.SigningKeyId;
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
    void believesAListThatItsMakerSigned() {
        var maker = new TestSigner("Maker <cd@maker.example>");
        var key = trusted(maker);
        byte[] sums = (sum(Checksum.Kind.SHA512) + "  disk.raw\n").getBytes();
        server.file("/s/disk.raw", DISK)
                .file("/s/SUMS", sums)
                .file("/s/SUMS.sign", maker.sign(sums))
                .file("/s/SUMS.mallory", new TestSigner("Mallory").sign(sums))
                .file("/s/SUMS.other", maker.sign("other".getBytes()))
                .file("/s/HUGE", new byte[200_000]);
        var ready = world.awaitState(fetch("/s/disk.raw", "/s/SUMS", key, "/s/SUMS.sign"), IntakeState.READY);
        assertThat(ready.signed()).hasValueSatisfying(signed -> {
            assertThat(signed.of()).isEqualTo(ImageSignature.Of.CHECKSUMS);
            assertThat(signed.owner()).isEqualTo("Maker <cd@maker.example>");
        });
        assertThat(refusal(fetch("/s/disk.raw", "/s/SUMS", key, "/s/SUMS.mallory")))
                .contains("signed by another key");
        assertThat(refusal(fetch("/s/disk.raw", "/s/SUMS", key, "/s/SUMS.other")))
                .contains("is not of what came");
        assertThat(refusal(fetch("/s/disk.raw", "/s/SUMS", key, "/s/HUGE"))).contains("too long for a signature");
        assertThat(refusal(fetch("/s/disk.raw", "/s/SUMS", key, "/s/SUMS"))).contains("no OpenPGP signature");
        assertThat(refusal(fetch("/s/disk.raw", "/s/SUMS", key, "/s/none")))
                .contains("The signature cannot be fetched", "404");
    }

    /** What is written around the signed text is not believed. */
    @Test
    void believesOnlyWhatIsSignedOfAListThatIsSignedInItself() {
        var maker = new TestSigner("Maker");
        var key = trusted(maker);
        String signed = maker.clearSign("SHA256 (disk.raw) = " + sum(Checksum.Kind.SHA256));
        server.file("/c/disk.raw", DISK)
                .file("/c/CHECKSUM", signed.getBytes())
                .file("/c/FORGED", ("0".repeat(64) + "  disk.raw\n" + signed).getBytes())
                .file("/c/PLAIN", (sum(Checksum.Kind.SHA256) + "  disk.raw\n").getBytes());
        assertThat(world.awaitState(fetch("/c/disk.raw", "/c/CHECKSUM", key, ""), IntakeState.READY)
                        .signed())
                .isPresent();
        assertThat(refusal(fetch("/c/disk.raw", "/c/FORGED", key, ""))).contains("not signed in itself");
        assertThat(refusal(fetch("/c/disk.raw", "/c/PLAIN", key, ""))).contains("not signed in itself");
    }

    @Test
    void believesAFileThatItsMakerSignedAndKeepsThatWithTheVersion() {
        var maker = new TestSigner("Maker");
        var key = trusted(maker);
        server.file("/f/disk.raw", DISK)
                .file("/f/disk.raw.sig", maker.sign(DISK))
                .file("/f/wrong.sig", maker.sign(new byte[10]));
        var ready = world.awaitState(fetch("/f/disk.raw", "", key, "/f/disk.raw.sig"), IntakeState.READY);
        assertThat(ready.signed().orElseThrow().of()).isEqualTo(ImageSignature.Of.FILE);
        assertThat(refusal(fetch("/f/disk.raw", "", key, "/f/wrong.sig"))).contains("is not of what came");
        var draft = new ImageDraft("signed " + ready.id(), "", "Debian", "debian", Firmware.BIOS, true, true, 128, "1");
        var published = world.intakes().publish(ready.id(), draft, world.admin);
        assertThat(published.signature()).isEqualTo(ready.signed());
        beans.getBean(SigningKeys.class).remove(key, world.admin);
        assertThat(beans.getBean(Images.class)
                        .get(published.version(), world.admin)
                        .signature())
                .isEqualTo(ready.signed());
    }

    /** Between the beginning and the check, the key is taken away. */
    @Test
    void refusesWhatWouldBeSignedByAKeyThatIsGone() throws Exception {
        var maker = new TestSigner("Maker");
        var key = trusted(maker);
        var removed = new CountDownLatch(1);
        server.at("/g/disk.raw", (request, out) -> {
            BadServer.head(out, "200 OK", "Content-Length: " + DISK.length);
            removed.await();
            out.write(DISK);
        });
        server.file("/g/disk.raw.sig", maker.sign(DISK));
        var id = fetch("/g/disk.raw", "", key, "/g/disk.raw.sig");
        beans.getBean(SigningKeys.class).remove(key, world.admin);
        removed.countDown();
        assertThat(refusal(id)).contains("The key by which it should be signed was removed");
        assertThatThrownBy(() -> fetch("/g/disk.raw", "", key, "/g/disk.raw.sig"))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("signingKey"));
    }

    @Test
    void saysBeforeAnythingBeginsThatASignatureIsNowhere() {
        var key = trusted(new TestSigner("Maker"));
        for (var url : java.util.List.of("", "ftp://example.org/x.sig")) {
            assertThatThrownBy(() -> world.imports()
                            .begin(
                                    new NewImport(
                                            "https://example.org/x",
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.of(new SignatureWish(
                                                    key, Optional.of(url).filter(u -> !u.isEmpty())))),
                                    world.admin))
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("signatureUrl"));
        }
    }

    @Test
    void keepsOneOfEachKeyAndSaysWhatBecomesOfThem() {
        var keys = beans.getBean(SigningKeys.class);
        var maker = new TestSigner("Maker <cd@maker.example>");
        var id = trusted(maker);
        assertThat(keys.list(world.admin))
                .filteredOn(k -> k.id().equals(id))
                .singleElement()
                .satisfies(k -> {
                    assertThat(k.owner()).isEqualTo("Maker <cd@maker.example>");
                    assertThat(k.unfit()).isEmpty();
                    assertThat(k.expiresAt()).isEmpty();
                });
        assertThatThrownBy(() -> keys.add("another name " + id, maker.publicKey(), world.admin))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> keys.add(" ", maker.publicKey(), world.admin)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> keys.add("gone", maker.revoked().publicKey(), world.admin))
                .hasMessageContaining("was revoked by its owner");
        keys.remove(id, world.admin);
        assertThatThrownBy(() -> keys.remove(id, world.admin)).isInstanceOf(NotFound.class);
    }

    private SigningKeyId trusted(TestSigner maker) {
        return beans.getBean(SigningKeys.class)
                .add("Maker " + java.util.UUID.randomUUID(), maker.publicKey(), world.admin)
                .id();
    }

    /** @param list of checksums, or nothing; @param signature or nothing */
    private IntakeId fetch(String path, String list, SigningKeyId key, String signature) {
        Optional<String> sums = Optional.of(list).filter(l -> !l.isEmpty()).map(server::url);
        Optional<String> sign = Optional.of(signature).filter(s -> !s.isEmpty()).map(server::url);
        return world.imports()
                .begin(
                        new NewImport(
                                server.url(path), Optional.empty(), sums, Optional.of(new SignatureWish(key, sign))),
                        world.admin)
                .id();
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
