package dev.slipway.api;

import dev.slipway.api.UploadBodies.UploadBody;
import dev.slipway.identity.Actor;
import dev.slipway.intake.Checksum;
import dev.slipway.intake.Intake;
import dev.slipway.intake.Intakes;
import dev.slipway.intake.NewUpload;
import dev.slipway.intake.Uploads;
import dev.slipway.intake.WrongOffset;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sending files in pieces, with the headers of tus 1.0: HEAD tells where to go on, PATCH goes on from there. */
@RestController
@RequestMapping("/api/v1/uploads")
@Tag(name = "Uploads (administrators)")
class UploadController {
    static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String PROTOCOL = "Tus-Resumable";
    private static final String VERSION = "1.0.0";

    private final Uploads uploads;
    private final Intakes intakes;

    UploadController(Uploads uploads, Intakes intakes) {
        this.uploads = uploads;
        this.intakes = intakes;
    }

    /** @param checksum SHA-256 or SHA-512 that it must have; absent = whatever comes */
    record NewUploadBody(
            @Nullable String fileName,
            @Nullable Long bytes,
            @Nullable String checksum) {
        NewUpload read() {
            return new NewUpload(
                    Fields.need("fileName", fileName),
                    Fields.present("bytes", bytes),
                    Optional.empty(),
                    Optional.ofNullable(checksum).map(Checksum::parse));
        }
    }

    @GetMapping
    @Operation(summary = "Files on their way into the catalogue")
    List<UploadBody> list(Actor actor) {
        return intakes.list(actor).stream().map(UploadBody::of).toList();
    }

    @PostMapping
    @Operation(summary = "Begin an upload")
    ResponseEntity<UploadBody> begin(@RequestBody NewUploadBody body, Actor actor) {
        Intake begun = uploads.begin(body.read(), actor);
        return ResponseEntity.created(URI.create("/api/v1/uploads/" + begun.id()))
                .headers(headers(begun))
                .body(UploadBody.of(begun));
    }

    @GetMapping("/{upload}")
    @Operation(summary = "How far a file is, and what was found in it")
    UploadBody get(@PathVariable String upload, Actor actor) {
        return UploadBody.of(uploads.get(IntakeId.parse(upload), actor));
    }

    @RequestMapping(path = "/{upload}", method = RequestMethod.HEAD)
    @Operation(summary = "Where to go on: the header Upload-Offset")
    ResponseEntity<Void> offset(@PathVariable String upload, Actor actor) {
        return ResponseEntity.ok()
                .headers(headers(uploads.get(IntakeId.parse(upload), actor)))
                .build();
    }

    /** @param offset where the bytes sent begin; absent = at the beginning */
    @PatchMapping("/{upload}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send a piece, as the bytes themselves, from the header Upload-Offset on")
    ResponseEntity<Void> receive(
            @PathVariable String upload,
            @RequestHeader(name = OFFSET, defaultValue = "0") String offset,
            HttpServletRequest request,
            Actor actor)
            throws IOException {
        var id = IntakeId.parse(upload);
        uploads.get(id, actor);
        Intake now = uploads.receive(id, number(offset), request.getInputStream(), actor);
        return ResponseEntity.noContent().headers(headers(now)).build();
    }

    @PostMapping("/{upload}/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Fetch a file or look into it once more, after a failure that was not the file's")
    UploadBody again(@PathVariable String upload, Actor actor) {
        return UploadBody.of(intakes.again(IntakeId.parse(upload), actor));
    }

    @PostMapping("/{upload}/publish")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Publish a file that was found good, as a new image or the next version of one")
    ImageBodies.ImageBody publish(@PathVariable String upload, @RequestBody UploadBodies.DraftBody body, Actor actor) {
        var id = IntakeId.parse(upload);
        intakes.get(id, actor);
        return ImageBodies.ImageBody.of(intakes.publish(id, body.read(), actor));
    }

    @DeleteMapping("/{upload}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give up a file, and delete what has come of it")
    void delete(@PathVariable String upload, Actor actor) {
        intakes.delete(IntakeId.parse(upload), actor);
    }

    /** As any conflict, with where to go on for those who read headers only. */
    @ExceptionHandler
    ResponseEntity<Object> wrongOffset(WrongOffset wrong) {
        var answer = ProblemBodies.of(wrong);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(OFFSET, Long.toString(wrong.offset()))
                .body(answer.getBody());
    }

    private static HttpHeaders headers(Intake intake) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(OFFSET, Long.toString(intake.received()));
        intake.bytes().ifPresent(bytes -> headers.set(LENGTH, Long.toString(bytes)));
        headers.set(PROTOCOL, VERSION);
        headers.setCacheControl("no-store");
        return headers;
    }

    private static long number(String offset) {
        try {
            return Long.parseLong(offset.strip());
        } catch (NumberFormatException e) {
            throw new InvalidRequest(
                    "upload-offset", "Upload-Offset", "Upload-Offset is the number of the first byte that is sent.");
        }
    }
}
