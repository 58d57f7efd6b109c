<?php
// A backend in PHP that signs mini-program users in: curl and openssl, nothing else.
//
// Against the fake WeChat:   WECHAT=http://127.0.0.1:3900/api.weixin.qq.com php backend.php CODE
// Against the real one:      leave WECHAT out, and set WECHAT_APPID and WECHAT_SECRET.
declare(strict_types=1);

define('WECHAT', getenv('WECHAT') ?: 'https://api.weixin.qq.com');
define('APPID', getenv('WECHAT_APPID') ?: 'wx5ec7e70000000001');
define('SECRET', getenv('WECHAT_SECRET') ?: '5ec7e75ec7e75ec7e75ec7e75ec7e75e');

/** One call of WeChat's server API. Errors come as HTTP 200 with an errcode. */
function ask(string $path, array $query = [], ?array $body = null): array
{
    $call = curl_init(WECHAT . $path . '?' . http_build_query($query));
    curl_setopt_array($call, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 5]);
    if ($body !== null) {
        curl_setopt($call, CURLOPT_POSTFIELDS, json_encode($body));
        curl_setopt($call, CURLOPT_HTTPHEADER, ['Content-Type: application/json']);
    }
    $answer = json_decode((string) curl_exec($call), true, 32, JSON_THROW_ON_ERROR);
    if (!empty($answer['errcode'])) {
        throw new RuntimeException("WeChat refuses: {$answer['errcode']} {$answer['errmsg']}");
    }
    return $answer;
}

function code2Session(string $code): array
{
    return ask('/sns/jscode2session', [
        'appid' => APPID, 'secret' => SECRET,
        'js_code' => $code, 'grant_type' => 'authorization_code',
    ]);
}

function phoneNumber(string $phoneCode): string
{
    $app = ['grant_type' => 'client_credential', 'appid' => APPID, 'secret' => SECRET];
    $token = ask('/cgi-bin/stable_token', [], $app)['access_token'];
    $answer = ask('/wxa/business/getuserphonenumber', ['access_token' => $token], ['code' => $phoneCode]);
    return $answer['phone_info']['purePhoneNumber'];
}

function isSigned(string $rawData, string $signature, string $sessionKey): bool
{
    return hash_equals(sha1($rawData . $sessionKey), $signature);
}

function decrypt(string $encryptedData, string $iv, string $sessionKey): array
{
    $plain = openssl_decrypt($encryptedData, 'aes-128-cbc', base64_decode($sessionKey), 0, base64_decode($iv));
    $content = json_decode((string) $plain, true, 32, JSON_THROW_ON_ERROR);
    if ($content['watermark']['appid'] !== APPID) {
        throw new RuntimeException('encrypted for another mini-program');
    }
    return $content;
}

[, $code] = $argv;
$session = code2Session($code);
echo 'signed in: ', $session['openid'], PHP_EOL;
if (isset($argv[2])) { // what wx.getUserInfo gave, as JSON
    $info = json_decode($argv[2], true);
    $isSigned = isSigned($info['rawData'], $info['signature'], $session['session_key']);
    echo 'signature: ', $isSigned ? 'good' : 'BAD', PHP_EOL;
    echo 'name: ', decrypt($info['encryptedData'], $info['iv'], $session['session_key'])['nickName'], PHP_EOL;
}
if (isset($argv[3])) {
    echo 'phone: ', phoneNumber($argv[3]), PHP_EOL;
}
