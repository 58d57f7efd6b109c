<?php
// What a backend asks WeChat, and how it opens what WeChat encrypted.
declare(strict_types=1);

define('WECHAT', getenv('WECHAT') ?: 'https://api.weixin.qq.com');
define('APPID', getenv('WECHAT_APPID') ?: 'wx5ec7e70000000001');
define('SECRET', getenv('WECHAT_SECRET') ?: '5ec7e75ec7e75ec7e75ec7e75ec7e75e');

/** A refusal, answered as {"error": {"code", "message"}}. The template branches on the code. */
class Problem extends RuntimeException
{
    public function __construct(public int $status, public string $name, string $message)
    {
        parent::__construct($message);
    }
}

const EVERYWHERE = [45011 => [429, 'wechat_rate_limited'], -1 => [503, 'wechat_busy']];
const OF_LOGIN = EVERYWHERE + [
    40029 => [401, 'code_invalid'], 40163 => [401, 'code_used'], 40226 => [403, 'user_blocked'],
];
const OF_PHONE = EVERYWHERE + [40029 => [400, 'phone_code_invalid'], 40163 => [400, 'phone_code_invalid']];

/** One call. Errors come as HTTP 200 with an errcode; $refusals says what each means to the template. */
function askWechat(string $path, array $query, ?array $body = null, array $refusals = EVERYWHERE): array
{
    $call = curl_init(WECHAT . $path . '?' . http_build_query($query));
    curl_setopt_array($call, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 5]);
    if ($body !== null) {
        curl_setopt($call, CURLOPT_POSTFIELDS, json_encode($body));
        curl_setopt($call, CURLOPT_HTTPHEADER, ['Content-Type: application/json']);
    }
    $answer = json_decode((string) curl_exec($call), true);
    if (!is_array($answer)) {
        throw new Problem(502, 'wechat_unreachable', 'WeChat gave no answer.');
    }
    if (!empty($answer['errcode'])) {
        [$status, $name] = $refusals[$answer['errcode']] ?? [502, 'wechat_misconfigured'];
        throw new Problem($status, $name, "WeChat refuses: {$answer['errcode']}");
    }
    return $answer;
}

function code2Session(string $code): array
{
    $query = ['appid' => APPID, 'secret' => SECRET, 'js_code' => $code, 'grant_type' => 'authorization_code'];
    return askWechat('/sns/jscode2session', $query, refusals: OF_LOGIN);
}

function phoneNumber(string $code): string
{
    $app = ['grant_type' => 'client_credential', 'appid' => APPID, 'secret' => SECRET];
    $token = askWechat('/cgi-bin/stable_token', [], $app)['access_token']; // the same while it lives
    $query = ['access_token' => $token];
    $answer = askWechat('/wxa/business/getuserphonenumber', $query, ['code' => $code], OF_PHONE);
    return $answer['phone_info']['purePhoneNumber'];
}

function isSigned(string $rawData, string $signature, string $sessionKey): bool
{
    return hash_equals(sha1($rawData . $sessionKey), $signature);
}

/** What WeChat encrypted for this user, if it is this user's, this app's and not old. */
function decrypt(string $encryptedData, string $iv, string $sessionKey, string $openid): array
{
    $vector = (string) base64_decode($iv);
    $plain = strlen($vector) === 16
        ? openssl_decrypt($encryptedData, 'aes-128-cbc', base64_decode($sessionKey), 0, $vector)
        : false;
    $content = json_decode((string) $plain, true);
    if (!is_array($content)) { // encrypted with another key: WeChat's session has changed
        throw new Problem(409, 'wechat_session_stale', 'Sign in again, and let WeChat encrypt again.');
    }
    if ($content['watermark']['appid'] !== APPID || ($content['openId'] ?? $openid) !== $openid) {
        throw new Problem(400, 'encrypted_data_invalid', 'Encrypted for another app or user.');
    }
    if (abs(time() - $content['watermark']['timestamp']) > 300) {
        throw new Problem(400, 'encrypted_data_expired', 'Older than five minutes.');
    }
    return $content;
}
