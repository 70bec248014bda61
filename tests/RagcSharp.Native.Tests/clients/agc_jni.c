/* The functions of AgcJni.java. */
#include <agc-api.h>
#include <jni.h>

#include <stdint.h>
#include <stdlib.h>

JNIEXPORT jlong JNICALL Java_AgcJni_open(JNIEnv *env, jclass type, jstring path)
{
    const char *bytes = (*env)->GetStringUTFChars(env, path, NULL);
    agc_t *agc = agc_open((char *)bytes, 0);
    (void)type;
    (*env)->ReleaseStringUTFChars(env, path, bytes);
    return (jlong)(intptr_t)agc;
}

JNIEXPORT jstring JNICALL Java_AgcJni_read(JNIEnv *env, jclass type, jlong handle, jstring sample, jstring contig)
{
    const agc_t *agc = (const agc_t *)(intptr_t)handle;
    const char *s = (*env)->GetStringUTFChars(env, sample, NULL), *c = (*env)->GetStringUTFChars(env, contig, NULL);
    const int length = agc_get_ctg_len(agc, s, c);
    char *letters = length < 0 ? NULL : malloc((size_t)length + 1);
    jstring result = NULL;
    (void)type;
    if (letters && agc_get_ctg_seq(agc, s, c, -1, -1, letters) == length)
        result = (*env)->NewStringUTF(env, letters);
    free(letters);
    (*env)->ReleaseStringUTFChars(env, sample, s);
    (*env)->ReleaseStringUTFChars(env, contig, c);
    return result;
}

JNIEXPORT jint JNICALL Java_AgcJni_close(JNIEnv *env, jclass type, jlong handle)
{
    (void)env;
    (void)type;
    return agc_close((agc_t *)(intptr_t)handle);
}
