package dev.slipway.api;

import dev.slipway.api.QuotaRequestBodies.ApproveBody;
import dev.slipway.api.QuotaRequestBodies.AskBody;
import dev.slipway.api.QuotaRequestBodies.CommentBody;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.Asked;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestQuery;
import dev.slipway.quota.request.RequestState;
import dev.slipway.quota.request.RequestView;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.owner.Payers;
import dev.slipway.vm.plan.PlannedLaunches;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(QuotaRequestController.PATH)
@Tag(name = "Quota")
class QuotaRequestController {
    static final String PATH = "/api/v1/quota-requests";

    private final QuotaRequests requests;
    private final PlannedLaunches planned;
    private final Payers payers;
    private final Tenants tenants;

    QuotaRequestController(QuotaRequests requests, PlannedLaunches planned, Payers payers, Tenants tenants) {
        this.requests = requests;
        this.planned = planned;
        this.payers = payers;
        this.tenants = tenants;
    }

    @GetMapping
    @Operation(summary = "Requests for more: to decide, mine, or all that I can see; newest first")
    Paging.PageBody<QuotaRequestBodies.RequestBody> list(
            @RequestParam(defaultValue = "ALL") RequestQuery.Box box,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable Set<RequestState> state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            Actor actor) {
        Optional<ProjectId> within = Optional.ofNullable(project)
                .map(p -> tenants.require(ProjectId.parse(p), Permission.QUOTA_READ, actor)
                        .id());
        var found = requests.list(
                new RequestQuery(box, within, state == null ? Set.of() : state),
                Paging.of(page, size, sort, "askedAt", "state", "requester", "project"),
                actor);
        var launches = planned.of(found.map(RequestView::id).toList(), actor);
        return Paging.body(found, r -> QuotaRequestBodies.RequestBody.of(r, Optional.ofNullable(launches.get(r.id()))));
    }

    @PostMapping
    @Operation(
            summary =
                    "Ask for more, and launch a VM when it is approved; what is asked for already is answered with 200")
    ResponseEntity<QuotaRequestBodies.RequestBody> ask(@RequestBody AskBody body, Actor actor) {
        Asked asked = asked(body, actor);
        var request = body(asked.request(), actor);
        return asked.isNew()
                ? ResponseEntity.created(URI.create(PATH + "/" + request.id())).body(request)
                : ResponseEntity.ok(request);
    }

    private Asked asked(AskBody body, Actor actor) {
        String reason = body.reason() == null ? "" : body.reason();
        var until = body.end();
        if (body.launch() != null) {
            return planned.plan(body.launch().launch(body.projectId()), body.amounts(), until, reason, actor);
        }
        var path = payers.of(body.projectId(), body.memberId(), actor);
        return requests.ask(new Ask(path, body.amounts(), until, reason), actor);
    }

    @GetMapping("/{request}")
    @Operation(summary = "One request for more")
    QuotaRequestBodies.RequestBody get(@PathVariable String request, Actor actor) {
        return body(QuotaRequestId.parse(request), actor);
    }

    @GetMapping("/{request}/standing")
    @Operation(summary = "How the limits stand that a request is about")
    List<QuotaController.LineBody> standing(@PathVariable String request, Actor actor) {
        return requests.standing(QuotaRequestId.parse(request), actor).stream()
                .map(QuotaController.LineBody::of)
                .toList();
    }

    @PostMapping("/{request}/approve")
    @Operation(summary = "Approve the parts that are mine to decide, as asked or changed")
    QuotaRequestBodies.RequestBody approve(
            @PathVariable String request, @RequestBody(required = false) @Nullable ApproveBody body, Actor actor) {
        QuotaRequestId id = requests.get(QuotaRequestId.parse(request), actor).id();
        requests.approve(id, (body == null ? ApproveBody.AS_ASKED : body).decision(), actor);
        return body(id, actor);
    }

    @PostMapping("/{request}/refuse")
    @Operation(summary = "Refuse a request, with a comment that says why")
    QuotaRequestBodies.RequestBody refuse(
            @PathVariable String request, @RequestBody(required = false) @Nullable CommentBody body, Actor actor) {
        QuotaRequestId id = QuotaRequestId.parse(request);
        requests.refuse(id, body == null || body.comment() == null ? "" : body.comment(), actor);
        return body(id, actor);
    }

    @PostMapping("/{request}/withdraw")
    @Operation(summary = "Take back one's own request")
    QuotaRequestBodies.RequestBody withdraw(@PathVariable String request, Actor actor) {
        QuotaRequestId id = QuotaRequestId.parse(request);
        requests.withdraw(id, actor);
        return body(id, actor);
    }

    @PostMapping("/{request}/launch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Try again to launch what could not be launched when it was approved")
    QuotaRequestBodies.RequestBody retry(@PathVariable String request, Actor actor) {
        QuotaRequestId id = QuotaRequestId.parse(request);
        planned.retry(id, actor);
        return body(id, actor);
    }

    @DeleteMapping("/{request}/launch")
    @Operation(summary = "Give up launching what could not be launched")
    QuotaRequestBodies.RequestBody drop(@PathVariable String request, Actor actor) {
        QuotaRequestId id = QuotaRequestId.parse(request);
        planned.drop(id, actor);
        return body(id, actor);
    }

    private QuotaRequestBodies.RequestBody body(QuotaRequestId id, Actor actor) {
        return body(requests.get(id, actor), actor);
    }

    private QuotaRequestBodies.RequestBody body(RequestView request, Actor actor) {
        return QuotaRequestBodies.RequestBody.of(
                request,
                Optional.ofNullable(planned.of(List.of(request.id()), actor).get(request.id())));
    }
}
