<?php

declare(strict_types=1);

namespace Weapp;

/**
 * Data that WeChat encrypted for a user: AES-128-CBC, signed with SHA-1.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html
 */
final class Encrypted
{
    private const FRESH_SECONDS = 300;

    /** Compares sha1(rawData + session_key) in constant time. */
    public static function isSigned(string $rawData, string $signature, string $sessionKey): bool
    {
        return hash_equals(sha1($rawData . $sessionKey), strtolower($signature));
    }

    /** Decrypts, and checks that it is of this app and not old. */
    public static function open(string $data, string $iv, string $sessionKey, string $appid): array
    {
        $vector = (string) base64_decode($iv, true);
        $key = (string) base64_decode($sessionKey, true);
        $plain = strlen($vector) === 16 ? openssl_decrypt($data, 'aes-128-cbc', $key, 0, $vector) : false;
        $content = json_decode((string) $plain, true);
        if (!isset($content['watermark']['appid'], $content['watermark']['timestamp'])) {
            // A wrong key: the padding is wrong, or rarely the result is random bytes.
            throw new Problem(409, 'wechat_session_stale', 'Sign in again, and let WeChat encrypt again.');
        }
        if ($content['watermark']['appid'] !== $appid) {
            throw new Problem(400, 'encrypted_data_invalid', 'Encrypted for another mini-program.');
        }
        if (abs(time() - $content['watermark']['timestamp']) > self::FRESH_SECONDS) {
            throw new Problem(400, 'encrypted_data_expired', 'Older than five minutes.');
        }
        return $content;
    }
}
