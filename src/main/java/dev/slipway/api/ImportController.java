package dev.slipway.api;

import dev.slipway.api.UploadBodies.UploadBody;
import dev.slipway.identity.Actor;
import dev.slipway.intake.Checksum;
import dev.slipway.intake.Imports;
import dev.slipway.intake.NewImport;
import dev.slipway.intake.PoolImports;
import dev.slipway.intake.SignatureWish;
import dev.slipway.intake.VolumeCandidate;
import dev.slipway.intake.WellKnownImage;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.PoolId;
import dev.slipway.kernel.SigningKeyId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Uploads (administrators)")
class ImportController {
    private final Imports imports;
    private final PoolImports volumes;

    ImportController(Imports imports, PoolImports volumes) {
        this.imports = imports;
        this.volumes = volumes;
    }

    /**
     * @param checksum SHA-256 or SHA-512; @param checksumUrl or the address of its maker's list of checksums
     * @param signingKey id of the key by which the list, or without one the file, has to be signed; absent = by none
     * @param signatureUrl where that signature is; absent = the list is signed in itself
     */
    record NewImportBody(
            @Nullable String url,
            @Nullable String checksum,
            @Nullable String checksumUrl,
            @Nullable String signatureUrl,
            @Nullable String signingKey) {
        NewImport read() {
            return new NewImport(
                    Fields.need("url", url),
                    Optional.ofNullable(checksum).map(Checksum::parse),
                    Optional.ofNullable(checksumUrl).filter(u -> !u.isBlank()),
                    signature());
        }

        private Optional<SignatureWish> signature() {
            var at = Optional.ofNullable(signatureUrl).map(String::strip).filter(u -> !u.isEmpty());
            if (signingKey == null) {
                at.ifPresent(url -> {
                    throw new InvalidRequest(
                            "signing-key-missing", "signingKey", "Say by which key it has to be signed.");
                });
                return Optional.empty();
            }
            return Optional.of(new SignatureWish(SigningKeyId.parse(signingKey), at));
        }
    }

    record WellKnownBody(
            String name, String os, String url, @Nullable String checksumUrl, String defaultUser, String kind) {
        static WellKnownBody of(WellKnownImage w) {
            return new WellKnownBody(w.name(), w.os(), w.url(), w.checksumUrl().orElse(null), w.user(), w.kind());
        }
    }

    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Have a file fetched from a server; from then on it is among the uploads")
    UploadBody begin(@RequestBody NewImportBody body, Actor actor) {
        return UploadBody.of(imports.begin(body.read(), actor));
    }

    /** @param whyNot absent = it can be imported */
    record CandidateBody(
            String volume,
            long capacityMib,
            long allocatedMib,
            @Nullable String whyNot) {
        static CandidateBody of(VolumeCandidate c) {
            return new CandidateBody(
                    c.volume(), c.capacityMib(), c.allocatedMib(), c.whyNot().orElse(null));
        }
    }

    @GetMapping("/pools/{pool}/image-candidates")
    @Operation(summary = "Volumes of a host's pool that could be images, and why others could not")
    List<CandidateBody> candidates(@PathVariable String pool, Actor actor) {
        return volumes.candidates(PoolId.parse(pool), actor).stream()
                .map(CandidateBody::of)
                .toList();
    }

    @PostMapping("/pools/{pool}/volumes/{volume}/import")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Have a volume fetched from a host's pool; from then on it is among the uploads")
    UploadBody importVolume(@PathVariable String pool, @PathVariable String volume, Actor actor) {
        return UploadBody.of(volumes.begin(PoolId.parse(pool), volume, actor));
    }

    @GetMapping("/well-known-images")
    @Operation(summary = "Images of well-known makers, and where they offer them")
    List<WellKnownBody> wellKnown(Actor actor) {
        return imports.wellKnown(actor).stream().map(WellKnownBody::of).toList();
    }
}
