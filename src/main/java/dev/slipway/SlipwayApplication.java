package dev.slipway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class SlipwayApplication {
    public static void main(String[] args) {
        SpringApplication.run(SlipwayApplication.class, args);
    }
}
