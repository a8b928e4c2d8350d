package dev.slipway.vm.promote;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param atOnce how many VMs are made into images at once, by all portal nodes together; others wait for their turn */
@ConfigurationProperties("slipway.vm.promotions")
record PromotionSettings(@DefaultValue("2") int atOnce) {}
