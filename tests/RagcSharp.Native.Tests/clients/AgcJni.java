
/** Eight threads of a JVM read an archive through JNI, while the JVM collects garbage and handles NullPointerExceptions by SIGSEGV: AgcJni JNI TOY. */
public final class AgcJni {
    private static final int THREADS = 8, ROUNDS = 400;
    private static volatile int wrong;
    private static volatile boolean isEnd;

    private static native long open(String path);

    private static native String read(long agc, String sample, String contig);

    private static native int close(long agc);

    private String field = "x";

    public static void main(String[] arguments) throws InterruptedException {
        System.load(arguments[0]);
        long shared = open(arguments[1]);
        Thread collector = new Thread(() -> {
            while (!isEnd) {
                System.gc();
            }
        });
        collector.start();
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(() -> run(shared, arguments[1]));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        isEnd = true;
        collector.join();
        System.out.println(wrong == 0 && close(shared) == 0 && close(shared) == -1 ? "ok" : "wrong: " + wrong);
    }

    private static void run(long shared, String path) {
        for (int i = 0; i < ROUNDS; i++) {
            long own = open(path);
            String letters = read(i % 2 == 0 ? shared : own, "a", "chr1a");
            int caught = 0;
            for (int j = 0; j < 20; j++) {
                try {
                    AgcJni none = j >= 0 ? null : new AgcJni();
                    caught += none.field.length();
                } catch (NullPointerException e) {
                    caught++;
                }
            }
            if (!"CTGAGCTGACTGA".equals(letters) || read(shared, "a", "nope") != null || caught != 20 || close(own) != 0) {
                wrong++;
            }
        }
    }
}
