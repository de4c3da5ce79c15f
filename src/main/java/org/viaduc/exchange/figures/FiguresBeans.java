package org.viaduc.exchange.figures;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.viaduc.exchange.desk.Desk;

/** Puts together what counts. */
@Configuration(proxyBeanMethods = false)
public class FiguresBeans {
    @Bean
    Figures figures(Desk desk) {
        return new Figures(desk);
    }
}
