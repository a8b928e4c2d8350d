package dev.slipway.ui.profile;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ApiTokens;
import dev.slipway.ui.component.FormDialog;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a token. */
class NewTokenDialog extends FormDialog {
    private enum Validity {
        WEEK("7 days", Duration.ofDays(7)),
        QUARTER("90 days", Duration.ofDays(90)),
        YEAR("1 year", Duration.ofDays(365)),
        FOREVER("Until it is revoked", Duration.ZERO);

        private final String words;
        private final Duration time;

        Validity(String words, Duration time) {
            this.words = words;
            this.time = time;
        }

        Optional<Duration> time() {
            return time.isZero() ? Optional.empty() : Optional.of(time);
        }
    }

    private final TextField name = field("name", new TextField("What it is for"));
    private final Select<Validity> validity = field("validFor", new Select<>());
    private final ApiTokens tokens;
    private final Actors actors;
    private final Consumer<ApiTokens.Issued> issued;

    NewTokenDialog(ApiTokens tokens, Actors actors, Consumer<ApiTokens.Issued> issued) {
        super("New API token", "", "Make token");
        this.tokens = tokens;
        this.actors = actors;
        this.issued = issued;
        name.setPlaceholder("nightly build");
        name.setAutofocus(true);
        validity.setLabel("Valid for");
        validity.setItems(Validity.values());
        validity.setItemLabelGenerator(v -> v.words);
        validity.setValue(Validity.QUARTER);
    }

    @Override
    protected void submit() {
        issued.accept(tokens.issue(name.getValue().strip(), validity.getValue().time(), actors.current()));
    }
}
