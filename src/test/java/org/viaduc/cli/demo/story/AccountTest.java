package org.viaduc.cli.demo.story;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountTest {
    @Test
    void a_file_that_went_straight_on_was_delivered() {
        var account = new Account(side("delivered", "decided", "sending", "receipted"),
                Optional.of(side("delivered", "verified", "delivered")));

        assertThat(account.seen()).containsExactly("delivered");
        assertThat(account.isEnded()).isTrue();
    }

    @Test
    void a_file_that_waited_says_so() {
        var account = new Account(side("delivered", "awaiting", "decided", "sending"),
                Optional.of(side("delivered", "verified", "parked", "delivered")));

        assertThat(account.seen()).containsExactly("awaiting", "parked", "delivered");
    }

    @Test
    void what_is_withheld_at_its_origin_is_known_there_only() {
        var account = new Account(side("withheld", "decided", "withheld"), Optional.empty());

        assertThat(account.seen()).containsExactly("withheld");
        assertThat(account.isEnded()).isTrue();
    }

    @Test
    void two_nodes_that_disagree_are_both_shown() {
        var account = new Account(side("sent", "sending"), Optional.of(side("delivered", "delivered")));

        assertThat(account.seen()).containsExactly("sent/delivered");
        assertThat(account.isEnded()).isFalse();
    }

    @Test
    void the_host_is_not_heard_before_the_sender_has_told_its_sending() {
        var account = new Account(side("queued", "queued"), Optional.of(side("delivering", "verified")));

        assertThat(account.steps()).extracting(Account.Told::step).containsExactly("queued");
    }

    static JsonNode side(String state, String... steps) {
        var side = JsonNodeFactory.instance.objectNode();
        side.putObject("exchange").put("id", "01a20128-c939-750e-b193-9e99f93f11e0").put("state", state);
        var list = side.putArray("steps");
        for (var i = 0; i < steps.length; i++) {
            list.addObject().put("step", steps[i]).put("at", "2026-11-22T02:43:4" + i + "Z").putObject("details");
        }
        return side;
    }
}
