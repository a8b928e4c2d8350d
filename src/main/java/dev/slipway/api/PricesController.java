package dev.slipway.api;

import dev.slipway.api.UsageBodies.PricesBody;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.NotFound;
import dev.slipway.metering.Prices;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/prices")
@Tag(name = "Usage")
class PricesController {
    private final Prices prices;

    PricesController(Prices prices) {
        this.prices = prices;
    }

    @GetMapping
    @Operation(summary = "All price lists, the earliest first")
    List<PricesBody> all(Actor actor) {
        return prices.all(actor).stream().map(PricesBody::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Prices from an hour on, in place of those from the same hour (administrators)")
    PricesBody set(@RequestBody PricesBody body, Actor actor) {
        return PricesBody.of(prices.set(body.from(), body.money(), body.perHour(), actor));
    }

    @DeleteMapping("/{validfrom}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a price list back, as long as its month is not over (administrators)")
    void remove(@PathVariable String validfrom, Actor actor) {
        try {
            prices.remove(Instant.parse(validfrom), actor);
        } catch (DateTimeParseException e) {
            throw NotFound.of("price list");
        }
    }
}
