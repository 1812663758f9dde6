package parley.speech.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class G711Test {
    private static short mu(int sent) {
        return G711.fromMuLaw(new byte[] {(byte) sent})[0];
    }

    private static short a(int sent) {
        return G711.fromALaw(new byte[] {(byte) sent})[0];
    }

    /** The ends of the segments as the standard's tables 1a to 2b list them, times 8 and times 4. */
    @Test
    void theValuesOfTheStandardsTables() {
        assertThat(new short[] {mu(0x80), mu(0x8f), mu(0x90), mu(0xbf), mu(0xef), mu(0xfe), mu(0xff)})
                .containsExactly(32_124, 16_764, 15_996, 1_980, 132, 8, 0);
        assertThat(new short[] {mu(0x00), mu(0x7e), mu(0x7f)}).containsExactly(-32_124, -8, 0);
        assertThat(new short[] {a(0xaa), a(0xa5), a(0xba), a(0xd5), a(0xd4)})
                .containsExactly(32_256, 16_896, 16_128, 8, 24);
        assertThat(new short[] {a(0x2a), a(0x55)}).containsExactly(-32_256, -8);
    }

    @Test
    void bothLawsAreOddAndGrowWithEachStep() {
        for (int sent = 0; sent < 128; sent++) {
            assertThat(mu(sent)).isEqualTo((short) -mu(sent | 0x80));
            assertThat(a(sent)).isEqualTo((short) -a(sent | 0x80));
        }
        for (int step = 1; step < 128; step++) {
            assertThat(mu(0xff - step)).isGreaterThan(mu(0xff - step + 1));
            assertThat(a((0x80 | step) ^ 0x55)).isGreaterThan(a((0x80 | (step - 1)) ^ 0x55));
        }
    }
}
