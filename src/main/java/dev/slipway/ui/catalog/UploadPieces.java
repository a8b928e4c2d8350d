package dev.slipway.ui.catalog;

import dev.slipway.identity.Actors;
import dev.slipway.intake.Intake;
import dev.slipway.intake.Uploads;
import dev.slipway.intake.WrongOffset;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a page of ours sends of a file: with its session and its token, as everything that it sends. Refusals are sentences. */
@RestController
@RequestMapping("/uploads/{upload}")
class UploadPieces {
    private static final Logger log = LoggerFactory.getLogger(UploadPieces.class);
    private static final String OFFSET = "Upload-Offset";

    private final Uploads uploads;
    private final Actors actors;

    UploadPieces(Uploads uploads, Actors actors) {
        this.uploads = uploads;
        this.actors = actors;
    }

    /** Answers HEAD too. */
    @GetMapping
    ResponseEntity<Void> offset(@PathVariable String upload) {
        return answer(uploads.get(IntakeId.parse(upload), actors.current()));
    }

    @PatchMapping
    ResponseEntity<Void> receive(
            @PathVariable String upload, @RequestHeader(OFFSET) long offset, HttpServletRequest request)
            throws IOException {
        return answer(uploads.receive(IntakeId.parse(upload), offset, request.getInputStream(), actors.current()));
    }

    private static ResponseEntity<Void> answer(Intake intake) {
        return ResponseEntity.noContent()
                .header(OFFSET, Long.toString(intake.received()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @ExceptionHandler
    ResponseEntity<String> problem(Problem problem) {
        log.debug("Refused: {}", problem.logDetail());
        var answer = ResponseEntity.status(
                        switch (problem) {
                            case NotFound p -> HttpStatus.NOT_FOUND;
                            case Forbidden p -> HttpStatus.FORBIDDEN;
                            case InvalidRequest p -> HttpStatus.BAD_REQUEST;
                            default -> problem.isPassing() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.CONFLICT;
                        })
                .contentType(MediaType.TEXT_PLAIN);
        if (problem instanceof WrongOffset wrong) {
            answer.header(OFFSET, Long.toString(wrong.offset()));
        }
        return answer.body(problem.sentence());
    }
}
