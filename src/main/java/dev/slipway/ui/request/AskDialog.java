package dev.slipway.ui.request;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.identity.Actors;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import dev.slipway.quota.request.Asked;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.Wanted;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.session.Messages;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How much more, until when, and why. Which levels have to rise for that is not the person's concern. */
class AskDialog extends FormDialog {
    /** What is done with the answers. */
    interface Sending {
        Asked send(Map<Wanted, Long> parts, Optional<Instant> until, String reason);
    }

    private final Map<Dimension, AmountField> amounts = new EnumMap<>(Dimension.class);
    private final TermField until;
    private final TextArea reason;
    private final QuotaPath path;
    private final QuotaRequests requests;
    private final Actors actors;
    private final Sending sending;
    private final Consumer<Asked> done;

    /** @param more what is missing; empty if that is to be said here */
    AskDialog(
            String title,
            String verb,
            QuotaPath path,
            Map<Dimension, Long> more,
            Quotas quotas,
            QuotaRequests requests,
            Actors actors,
            Sending sending,
            Consumer<Asked> done) {
        super(title, "For " + path.memberName() + ".", verb);
        this.path = path;
        this.requests = requests;
        this.actors = actors;
        this.sending = sending;
        this.done = done;
        List<QuotaLine> standing = quotas.usage(path, actors.current());
        for (Dimension dimension : Dimension.values()) {
            if (more.isEmpty() || more.containsKey(dimension)) {
                tightest(standing, dimension).ifPresent(line -> add(dimension, line, more.get(dimension)));
            }
        }
        until = field("until", new TermField());
        reason = field("reason", new TextArea("What for"));
        reason.setMaxLength(1000);
        reason.setMinRows(2);
        reason.setRequiredIndicatorVisible(true);
        reason.setHelperText("Whoever decides sees this.");
        addOpenedChangeListener(e -> {
            if (more.isEmpty()) {
                amounts.values().stream().findFirst().ifPresent(AmountField::focus);
            } else {
                reason.focus();
            }
        });
    }

    private void add(Dimension dimension, QuotaLine line, @Nullable Long more) {
        AmountField field = field(dimension.name(), new AmountField(dimension, "More " + dimension.words()));
        field.setHelperText(dimension.bare(line.used()) + " of "
                + dimension.bare(line.limit().orElseThrow()) + " used, "
                + line.words());
        if (more != null) {
            field.show(more);
        }
        amounts.put(dimension, field);
    }

    private static Optional<QuotaLine> tightest(List<QuotaLine> standing, Dimension dimension) {
        return standing.stream()
                .filter(l -> l.dimension() == dimension && l.limit().isPresent())
                .min(Comparator.comparingLong(l -> l.room().getAsLong()));
    }

    @Override
    protected void submit() {
        Map<Dimension, Long> more = new EnumMap<>(Dimension.class);
        amounts.forEach((dimension, field) -> {
            if (field.amount() > 0) {
                more.put(dimension, field.amount());
            }
        });
        Map<Wanted, Long> parts = requests.parts(path, more, actors.current());
        Asked asked = sending.send(parts, until.term().end(), reason.getValue());
        Messages.done(
                asked.isNew()
                        ? "Asked. It waits for " + asked.request().waitsFor() + "."
                        : "You have asked for this already: here it is. Withdraw it to ask for another amount.");
        done.accept(asked);
    }

    /** Nobody but this dialog knows which of its fields {@code lines} is about: the first. */
    @Override
    public Optional<HasValidation> field(String name) {
        return name.equals("lines")
                ? amounts.values().stream().<HasValidation>map(f -> f).findFirst()
                : super.field(name);
    }
}
