package org.viaduc.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.viaduc.model.Digest;

import static org.assertj.core.api.Assertions.assertThat;

/** The published vectors of RFC 6962 (the same tree as RFC 9162): eight leaves, their heads and proofs. */
class ProofTest {
    private static final List<String> LEAVES = List.of("", "00", "10", "2021", "3031", "40414243",
            "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    private static final String L1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String L23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String L47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String L67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String L45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final Subtrees EIGHT = subtrees(LEAVES.stream().map(ProofTest::leaf).toList());

    @Test
    void the_heads_are_the_published_ones() throws SQLException {
        for (var size = 1; size <= 8; size++) {
            assertThat(EIGHT.root(size).hex()).isEqualTo(ROOTS.get(size - 1));
        }
        assertThat(EIGHT.root(0).hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void the_inclusion_proofs_are_the_published_ones() throws SQLException {
        assertThat(path(EIGHT.inclusion(0, 1))).isEmpty();
        assertThat(path(EIGHT.inclusion(0, 8))).containsExactly(L1, L23, L47);
        assertThat(path(EIGHT.inclusion(5, 8))).containsExactly(L4, L67, ROOTS.get(3));
        assertThat(path(EIGHT.inclusion(2, 3))).containsExactly(ROOTS.get(1));
        assertThat(path(EIGHT.inclusion(1, 5))).containsExactly(ROOTS.get(0), L23, L4);
    }

    @Test
    void the_consistency_proofs_are_the_published_ones() throws SQLException {
        assertThat(EIGHT.consistency(1, 1).path()).isEmpty();
        assertThat(hex(EIGHT.consistency(1, 8).path())).containsExactly(L1, L23, L47);
        assertThat(hex(EIGHT.consistency(6, 8).path())).containsExactly(L45, L67, ROOTS.get(3));
        assertThat(hex(EIGHT.consistency(2, 5).path())).containsExactly(L23, L4);
    }

    @Property(tries = 300)
    void every_entry_is_proven_and_nothing_else(@ForAll @IntRange(min = 1, max = 600) int size,
            @ForAll @IntRange(max = 599) int seed) throws SQLException {
        var leaves = numbered(size);
        var index = seed % size;

        var proof = subtrees(leaves).inclusion(index, size);

        var root = subtrees(leaves).root(size);
        assertThat(proof.leads(Hashing.digest(leaves.get(index)), root)).isTrue();
        assertThat(proof.leads(Hashing.digest(leaf("ff")), root)).isFalse();
        assertThat(proof.leads(Hashing.digest(leaves.get(index)), Hashing.digest(leaf("ff")))).isFalse();
        assertThat(size > 1 && new InclusionProof((index + 1) % size, size, proof.path())
                .leads(Hashing.digest(leaves.get(index)), root)).isFalse();
    }

    @Property(tries = 300)
    void growth_is_proven_and_a_changed_past_is_not(@ForAll @IntRange(min = 1, max = 600) int to,
            @ForAll @IntRange(max = 599) int seed) throws SQLException {
        var from = 1 + seed % to;
        var honest = subtrees(numbered(to));
        var rewritten = new ArrayList<>(numbered(to));
        rewritten.set(from - 1, leaf("ff"));
        var forged = subtrees(rewritten);

        assertThat(honest.consistency(from, to).joins(honest.root(from), honest.root(to))).isTrue();
        assertThat(forged.consistency(from, to).joins(honest.root(from), forged.root(to))).isFalse();
        assertThat(honest.consistency(from, to).joins(honest.root(from), forged.root(to))).isFalse();
    }

    private static List<String> path(InclusionProof proof) {
        return hex(proof.path());
    }

    private static List<String> hex(List<Digest> path) {
        return path.stream().map(Digest::hex).toList();
    }

    private static List<byte[]> numbered(int size) {
        var leaves = new ArrayList<byte[]>();
        for (var at = 0; at < size; at++) {
            leaves.add(leaf(String.format("%08x", at)));
        }
        return leaves;
    }

    private static byte[] leaf(String data) {
        return Digest.of(HexFormat.of().parseHex("00" + data)).bytes();
    }

    private static Subtrees subtrees(List<byte[]> leaves) {
        return new Subtrees() {
            @Override
            public byte[] full(int level, long place) throws SQLException {
                return level == 0
                        ? leaves.get((int) place)
                        : Hashing.node(full(level - 1, place * 2), full(level - 1, place * 2 + 1));
            }
        };
    }
}
