package dev.slipway.operation;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Unavailable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What goes wrong in one operation. Each is for one operation only, and knows whether it struck. */
abstract class Fault {
    private final Set<String> struck = ConcurrentHashMap.newKeySet();

    abstract Step.Body around(String step, boolean undoing, Step.Body body);

    /** The bodies it struck, such as {@code boot} or {@code undo boot}. */
    Set<String> struck() {
        return Set.copyOf(struck);
    }

    /** @return whether it is the first time there */
    final boolean strike(String step, boolean undoing) {
        return struck.add(undoing ? "undo " + step : step);
    }

    static Fault none() {
        return new Fault() {
            @Override
            Step.Body around(String step, boolean undoing, Step.Body body) {
                return body;
            }
        };
    }

    /** The step fails for good before it did anything, or when it has done everything. */
    static Fault refusal(String at, boolean afterwards) {
        return new Fault() {
            @Override
            Step.Body around(String step, boolean undoing, Step.Body body) {
                return undoing || !step.equals(at)
                        ? body
                        : context -> {
                            if (!afterwards) {
                                strike(step, false);
                                throw new Conflict("injected", "Failed before " + step + ", on purpose.");
                            }
                            return after(body.run(context), () -> {
                                strike(step, false);
                                throw new Conflict("injected", "Failed after " + step + ", on purpose.");
                            });
                        };
            }
        };
    }

    /** Each act, or each undo, does everything it does twice. */
    static Fault repetition(boolean whenUndoing) {
        return new Fault() {
            @Override
            Step.Body around(String step, boolean undoing, Step.Body body) {
                return undoing != whenUndoing
                        ? body
                        : context -> {
                            StepOutcome outcome = body.run(context);
                            return outcome instanceof StepOutcome.Done && strike(step, undoing)
                                    ? body.run(context)
                                    : outcome;
                        };
            }
        };
    }

    /** The node dies when the body has done everything and nothing of that is written down yet; once. */
    static Fault crash(String at, boolean whenUndoing) {
        return new Fault() {
            @Override
            Step.Body around(String step, boolean undoing, Step.Body body) {
                return undoing != whenUndoing || !step.equals(at)
                        ? body
                        : context -> after(body.run(context), () -> {
                            if (strike(step, undoing)) {
                                throw new NodeDied();
                            }
                        });
            }
        };
    }

    /** Each body fails once in a way that passes. */
    static Fault hiccups() {
        return new Fault() {
            @Override
            Step.Body around(String step, boolean undoing, Step.Body body) {
                return context -> {
                    if (strike(step, undoing)) {
                        throw new Unavailable("injected-passing", "Away for a moment, on purpose.");
                    }
                    return body.run(context);
                };
            }
        };
    }

    /** Something happens from outside just before the step runs for the first time. */
    static Fault meanwhile(String at, Consumer<StepContext> event) {
        return new Fault() {
            @Override
            Step.Body around(String step, boolean undoing, Step.Body body) {
                return undoing || !step.equals(at)
                        ? body
                        : context -> {
                            if (strike(step, false)) {
                                event.accept(context);
                            }
                            return body.run(context);
                        };
            }
        };
    }

    /** Both; this one nearer to the body. */
    final Fault and(Fault other) {
        Fault first = this;
        return new Fault() {
            @Override
            Step.Body around(String step, boolean undoing, Step.Body body) {
                return other.around(step, undoing, first.around(step, undoing, body));
            }

            @Override
            Set<String> struck() {
                Set<String> both = ConcurrentHashMap.newKeySet();
                both.addAll(first.struck());
                both.addAll(other.struck());
                return both;
            }
        };
    }

    private static StepOutcome after(StepOutcome outcome, Runnable then) {
        if (outcome instanceof StepOutcome.Done) {
            then.run();
        }
        return outcome;
    }

    /** Passes through the engine as the end of the process would: nothing is caught, nothing written. */
    static final class NodeDied extends VirtualMachineError {
        private static final long serialVersionUID = 1L;

        NodeDied() {
            super("on purpose");
        }
    }
}
