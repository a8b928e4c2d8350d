package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.bulk.BulkActions;
import dev.slipway.vm.bulk.BulkPreview;
import dev.slipway.vm.bulk.BulkResult;
import dev.slipway.vm.bulk.BulkVerb;
import dev.slipway.vm.bulk.BulkWish;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/bulk")
@Tag(name = "VMs")
class BulkController {
    private final BulkActions bulk;

    BulkController(BulkActions bulk) {
        this.bulk = bulk;
    }

    /** @param vms ids, 1 to 200 @param tag for ADD_TAG and REMOVE_TAG */
    record BulkBody(
            @Nullable String action,
            @Nullable List<@Nullable String> vms,
            @Nullable String tag) {
        BulkWish wish() {
            return new BulkWish(
                    verb(Fields.need("action", action)),
                    Fields.each("vms", vms).stream().map(BulkBody::id).toList(),
                    Optional.ofNullable(tag));
        }

        private static BulkVerb verb(String said) {
            return Arrays.stream(BulkVerb.values())
                    .filter(verb -> verb.name().equals(said))
                    .findFirst()
                    .orElseThrow(() -> new InvalidRequest(
                            "unknown-action",
                            "action",
                            "An action is one of "
                                    + Arrays.stream(BulkVerb.values())
                                            .map(Enum::name)
                                            .collect(Collectors.joining(", "))
                                    + "."));
        }

        private static VmId id(String said) {
            try {
                return VmId.parse(said);
            } catch (NotFound e) {
                throw new InvalidRequest("vm-id", "vms", "One of vms is no id of a VM.");
            }
        }
    }

    /** @param name absent if it is not there, or not mine to see @param whyNot absent if it would be done */
    record PreviewLineBody(
            String vm, @Nullable String name, @Nullable String whyNot) {
        static PreviewLineBody of(BulkPreview.Line line) {
            return new PreviewLineBody(
                    line.vm().toString(),
                    line.name().orElse(null),
                    line.whyNot().orElse(null));
        }
    }

    /** @param quota what all that would be done takes, on the levels that pay for all of it; absent if it takes nothing */
    record BulkPreviewBody(
            long willBeDone,
            List<String> consequences,
            QuotaController.@Nullable PreviewBody quota,
            List<PreviewLineBody> vms) {
        static BulkPreviewBody of(BulkPreview p) {
            return new BulkPreviewBody(
                    p.willBeDone(),
                    p.consequences(),
                    p.quota().map(QuotaController.PreviewBody::of).orElse(null),
                    p.vms().stream().map(PreviewLineBody::of).toList());
        }
    }

    /**
     * @param name absent if it is not there, or not mine to see
     * @param operation which to ask for at {@code /api/v1/operations}; absent if it was refused or done at once
     * @param problem as the same action on that VM alone would be answered with; absent if it was accepted
     */
    record ResultBody(
            String vm,
            @Nullable String name,
            boolean accepted,
            @Nullable String operation,
            @Nullable ProblemDetail problem) {
        static ResultBody of(BulkResult r) {
            return new ResultBody(
                    r.vm().toString(),
                    r.name().orElse(null),
                    r.isAccepted(),
                    r.operation().map(OperationId::toString).orElse(null),
                    r.refusal().map(ProblemBodies::detail).orElse(null));
        }
    }

    record BulkResultBody(long accepted, long refused, List<ResultBody> vms) {}

    @PostMapping("/preview")
    @Operation(summary = "What an action would do to each of many VMs right now, or why not")
    BulkPreviewBody preview(@RequestBody BulkBody body, Actor actor) {
        return BulkPreviewBody.of(bulk.preview(body.wish(), actor));
    }

    @PostMapping
    @Operation(summary = "An action for many VMs, of which each is accepted or refused by itself")
    BulkResultBody run(@RequestBody BulkBody body, Actor actor) {
        var results = bulk.run(body.wish(), actor);
        long accepted = results.stream().filter(BulkResult::isAccepted).count();
        return new BulkResultBody(
                accepted,
                results.size() - accepted,
                results.stream().map(ResultBody::of).toList());
    }
}
