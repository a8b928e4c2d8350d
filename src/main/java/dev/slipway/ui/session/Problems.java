package dev.slipway.ui.session;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Problem;
import dev.slipway.ui.component.AskLink;
import dev.slipway.ui.component.HasFields;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong in any handler of any screen, told to the person: at the field if it is about one, else as a message
 * that stays. A problem is a sentence of ours; anything else is our fault, and gets a number to find it in the log by.
 */
class Problems implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Override
    public void error(ErrorEvent event) {
        Optional<Problem> problem = problemIn(event.getThrowable());
        if (problem.isPresent()) {
            LOG.debug("Refused: {}", problem.get().logDetail());
            tell(problem.get(), event.getComponent());
        } else {
            Incident incident = Incident.of(event.getThrowable());
            onScreen(() -> Messages.problem("Something went wrong", incident.sentence()));
        }
    }

    private static Optional<Problem> problemIn(Throwable thrown) {
        return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .filter(Problem.class::isInstance)
                .map(Problem.class::cast)
                .findFirst();
    }

    private static void tell(Problem problem, Optional<Component> where) {
        Optional<HasValidation> field = fieldNamed(problem).flatMap(name -> where.flatMap(c -> fieldAround(c, name)));
        if (field.isEmpty()) {
            onScreen(() -> Messages.problem(problem.title(), problem.sentence(), AskLink.of(problem)));
            return;
        }
        unfold(field.get());
        field.get().setErrorMessage(problem.sentence());
        field.get().setInvalid(true);
        if (field.get() instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }

    /** What is folded away is not seen, nor is what is said there. */
    private static void unfold(HasValidation field) {
        if (field instanceof Component component) {
            around(component).filter(Details.class::isInstance).forEach(details -> ((Details) details).setOpened(true));
        }
    }

    /** It, and all that it stands in. */
    private static Stream<Component> around(Component component) {
        return Stream.iterate(Optional.of(component), Optional::isPresent, c -> c.flatMap(Component::getParent))
                .flatMap(Optional::stream);
    }

    private static Optional<String> fieldNamed(Problem problem) {
        return problem instanceof InvalidRequest invalid ? Optional.ofNullable(invalid.field()) : Optional.empty();
    }

    private static Optional<HasValidation> fieldAround(Component component, String name) {
        return around(component)
                .filter(HasFields.class::isInstance)
                .flatMap(c -> ((HasFields) c).field(name).stream())
                .map(HasValidation.class::cast)
                .findFirst();
    }

    private static void onScreen(Runnable message) {
        if (UI.getCurrent() != null) {
            message.run();
        }
    }
}
