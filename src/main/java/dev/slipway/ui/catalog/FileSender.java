package dev.slipway.ui.catalog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.server.VaadinServletRequest;
import dev.slipway.intake.Intake;
import dev.slipway.kernel.Problem;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;
import tools.jackson.databind.JsonNode;

/** Where a file is chosen and sent, by an element of our own that talks to {@link UploadPieces}. */
@Tag("slipway-upload")
class FileSender extends Component {
    /** Says where a chosen file goes on, new or known. */
    interface Door {
        Intake open(String name, long bytes, String modified);
    }

    FileSender(Door door, Runnable whole) {
        getElement()
                .addEventListener("upload-chosen", e -> choose(door, e.getEventData()))
                .addEventData("event.detail.name")
                .addEventData("event.detail.bytes")
                .addEventData("event.detail.modified");
        getElement().addEventListener("upload-state", e -> whole.run()).setFilter("event.detail.state === 'whole'");
        addAttachListener(e -> e.getUI().getPage().addJsModule("context://frontend/upload/slipway-upload.js"));
    }

    private void choose(Door door, JsonNode chosen) {
        try {
            Intake intake = door.open(
                    chosen.get("event.detail.name").asString(),
                    chosen.get("event.detail.bytes").asLong(),
                    chosen.get("event.detail.modified").asString());
            CsrfToken csrf = csrf().orElseThrow();
            getElement()
                    .executeJs(
                            "this.begin($0, $1, { header: $2, token: $3 })",
                            intake.id().toString(),
                            (double) intake.received(),
                            csrf.getHeaderName(),
                            csrf.getToken());
        } catch (Problem refusal) {
            getElement().executeJs("this.refuse($0)", refusal.sentence());
        }
    }

    /** What it was sending was deleted. */
    void forget() {
        getElement().executeJs("this.forget && this.forget()");
    }

    private static Optional<CsrfToken> csrf() {
        return Optional.ofNullable(VaadinServletRequest.getCurrent())
                .map(request -> request.getAttribute(CsrfToken.class.getName()))
                .map(CsrfToken.class::cast);
    }
}
